// What the URN of a resource says of it.

import type { Operation } from "../../core/contract";
import { KINDS, type Kind } from "../../core/schema";
import { generatedName, readUrn } from "../autoname";

/** A resource as its URN names it. */
export interface Named extends Pick<Operation, "stack" | "path" | "autoname"> {
  readonly kind: Kind;
}

/** Reads it. Throws where this version has no such resource. */
export function namedBy(urn: string): Named {
  const { stack, path, type } = readUrn(urn);
  const kind = kindNamed(type);
  const autoname = {
    // The name costs a hash, and few operations ask for it.
    get names() {
      return [generatedName(stack, kind, path)];
    },
    has: (name: unknown) => autoname.names.includes(String(name)),
  };
  return { kind, stack, path, autoname };
}

/** The kind with this token. Throws where this version has none: a state may have been written by a newer one. */
export function kindNamed(token: string): Kind {
  const kind = KINDS.find((known) => token === `vpnaas:index:${known}`);
  if (kind !== undefined) return kind;
  throw new Error(
    `This version of the plugin vpnaas has no resource ${token}; it has ${KINDS.join(", ")}. Install the version that wrote the state`,
  );
}
