// Looks for secrets in everything that an operation showed.
import { inspect } from "node:util";
import { PSK } from "../../support/connection";
import type { Stage } from "../../support/stage";

/** The psk that an update of the matrix sends. */
export const NEW_PSK = "Canary-new-psk-9876543210";

/** Names of the secrets that can be read in the error or in what was said. */
export function leaksOf(stage: Stage, error: unknown): string[] {
  const shown = [
    ...stage.said,
    String(error),
    error instanceof Error ? error.stack : "",
    inspect(error, { depth: 10 }),
    JSON.stringify(error),
    JSON.stringify(error instanceof Error ? { ...error, message: error.message } : {}),
  ].join("\n");
  const tokens = stage.emulator.log.flatMap(({ headers, replyHeaders }) =>
    [headers["x-auth-token"], replyHeaders["x-subject-token"]].filter((token) => token !== undefined),
  );
  const secrets = { psk: PSK, "new psk": NEW_PSK, password: stage.emulator.credentials.password };
  return [
    ...Object.entries(secrets).filter(([, secret]) => shown.includes(secret)),
    ...tokens.filter((token) => shown.includes(token)).map(() => ["token"]),
  ].map(([name = ""]) => name);
}
