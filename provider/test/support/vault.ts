// Keys for the secrets of stacks, as a Vault keeps them: the CLI derives a key from a passphrase in almost a second of each command.
// What it encrypts is as secret as base64: fit for tests whose subject is something else.
import http from "node:http";
import type { AddressInfo } from "node:net";

/** The provider of secrets to name to `pulumi stack init`. */
export const VAULT_PROVIDER = "hashivault://tests";
const PREFIX = "vault:v1:";

let environment: Promise<Record<string, string>> | undefined;

/** The variables that lead the CLI to the Vault of this process, which keeps no process alive. */
export function vaultEnvironment(): Promise<Record<string, string>> {
  environment ??= start();
  return environment;
}

async function start(): Promise<Record<string, string>> {
  const server = http.createServer(async (request, reply) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { plaintext, ciphertext = "" } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const data =
      plaintext === undefined
        ? { plaintext: ciphertext.slice(PREFIX.length) }
        : { ciphertext: `${PREFIX}${plaintext}` };
    reply.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ data }));
  });
  server.on("connection", (socket) => socket.unref());
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an AddressInfo; a string would be a pipe.
  const { port } = server.address() as AddressInfo;
  return { VAULT_SERVER_URL: `http://127.0.0.1:${port}`, VAULT_SERVER_TOKEN: "tests" };
}
