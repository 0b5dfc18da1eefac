// The error for what a user has to read and no stack can explain; where it is thrown is up to the others.
import * as pulumi from "@pulumi/pulumi";
import { maskOwn } from "../../../provider/src";

/** An error that Pulumi shows as its message alone. */
export function userError(message: string): pulumi.RunError {
  const error = new pulumi.RunError(maskOwn(message));
  // Pulumi colours the stack all the same, and Node 22 needs half a minute for one with a line such as
  // `…/node_modules/@pulumi/resource.ts:1598:22`: util.inspect looks for a slash behind the name of the package, for ever.
  error.stack = `${error.name}: ${error.message}`;
  return error;
}
