// Rejections as tests look at them: each one is searched for the psk first.
import { inspect } from "node:util";
import { HostInitFailure } from "../../src/adapters/dynamic/state";
import { PSK } from "./connection";
import { rejectionOf } from "./loopback";

/** The error that an act rejects with; fails the test where there is none, or where it shows the psk. */
export async function failureOf(act: Promise<unknown>): Promise<Error> {
  const error = await rejectionOf(act);
  if (!(error instanceof Error)) throw new Error("it did not reject with an Error");
  expect(`${error.stack} ${inspect(error)} ${JSON.stringify(error)}`).not.toContain(PSK);
  return error;
}

/** The same for an error that keeps the object in the state. */
export async function initFailureOf(act: Promise<unknown>): Promise<HostInitFailure> {
  const error = await failureOf(act);
  expect(error).toBeInstanceOf(HostInitFailure);
  return error as HostInitFailure; // checked in the line above
}
