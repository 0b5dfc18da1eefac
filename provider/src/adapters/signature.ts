// How the engine marks what is no plain value, on the wire, in states and in import files (pulumi/pulumi, sdk/go/common/resource/sig).

/** Key of the object that stands in the place of the value. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** Value of that key for a secret. */
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
