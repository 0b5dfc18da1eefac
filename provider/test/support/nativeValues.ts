// Values as they go over the wire between the engine and the native plugin.
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A secret. */
export function secret(value: unknown): Record<string, unknown> {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** Values as a bag. */
export function bag(values: Record<string, unknown>): Struct {
  return Struct.fromJavaScript(values as Parameters<typeof Struct.fromJavaScript>[0]); // plain values
}
