// Which process of a run says that the classic VPN has ended in a region: the provider's, which a run with any resource has;
// the program's only where it looks things up and declares none.
import { sayNow } from "./warnings";

let hasResources = false;

/** A program declares a resource: the provider's process says it. */
export function leaveToProvider(): void {
  hasResources = true;
}

/** Says it when the program ends, unless the provider has: a lookup may come before the first resource. */
export function sayWithoutProvider(message: string): void {
  process.once("exit", () => {
    if (!hasResources) sayNow(message);
  });
}
