// TLS as a whole cloud meets it: Keystone and the VPN API behind a certificate that no machine trusts.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { createCloud } from "../../src/cloud";
import { resolveSettings } from "../../src/settings";
import { CERTIFICATE } from "../support/certificate";
import { FakeClock, rejectionOf, withoutProxies } from "../support/loopback";
import { startTlsFront, type TlsServer } from "../support/tlsServer";

let folder: string;
let emulator: Emulator;
let front: TlsServer;

beforeAll(() => {
  withoutProxies();
  folder = mkdtempSync(join(tmpdir(), "vpnaas-tls-"));
  writeFileSync(join(folder, "ca.pem"), CERTIFICATE);
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  emulator = await startEmulator();
  front = await startTlsFront(emulator.url);
});
afterEach(() => Promise.all([front.close(), emulator.close()]));

/** A cloud behind TLS, and what it said. */
function openCloud(config: Record<string, string>, variables: Record<string, string> = {}) {
  const said: string[] = [];
  const environment = { ...emulator.environment, OS_AUTH_URL: `${front.url}/v3`, ...variables };
  const host = { environment, workingDirectory: folder, homeDirectory: folder };
  const values: Record<string, string> = { endpoint: front.url, ...config };
  const cloud = createCloud(
    resolveSettings((name) => values[name], host),
    (message) => said.push(message),
    { clock: new FakeClock() },
  );
  const listAll = () =>
    Promise.all([
      cloud.handlerFor("vpnaas:index:IkePolicy").list(),
      cloud.handlerFor("vpnaas:index:IpsecPolicy").list(),
      cloud.handlerFor("vpnaas:index:IkePolicy").list(),
    ]);
  return { said, listAll };
}

test("by default an unknown certificate ends it, before any credentials were sent", async () => {
  const { listAll, said } = openCloud({});
  const error = await rejectionOf(listAll());
  expect(String(error)).toContain("vpnaas:cacert (OS_CACERT)");
  expect(front.seen).toEqual([]);
  expect(said).toEqual([]);
});

test.each([
  { way: "the setting cacert", config: { cacert: "ca.pem" }, variables: {} },
  { way: "OS_CACERT", config: {}, variables: { OS_CACERT: "ca.pem" } },
])("a CA of one's own, by $way, makes it known: nothing is said", async ({ config, variables }) => {
  const paths = (texts: Record<string, string>) =>
    Object.fromEntries(Object.entries(texts).map(([name, file]) => [name, join(folder, file)]));
  const { listAll, said } = openCloud(paths(config), paths(variables));
  expect((await listAll()).map((found) => found.length > 0)).toEqual([true, true, true]);
  expect(said).toEqual([]);
});

test.each([
  { way: "the setting insecure", config: { insecure: "true" }, variables: {} },
  { way: "OS_INSECURE", config: {}, variables: { OS_INSECURE: "true" } },
])("without verification, by $way, it works, and the user is warned once", async ({ config, variables }) => {
  const { listAll, said } = openCloud(config as Record<string, string>, variables as Record<string, string>);
  expect((await listAll()).map((found) => found.length > 0)).toEqual([true, true, true]);
  await listAll();
  expect(said).toEqual([
    "warning: TLS certificates are not verified (vpnaas:insecure, OS_INSECURE or verify: false in clouds.yaml): anyone in " +
      "between can read the credentials and pre-shared keys. vpnaas:cacert (OS_CACERT) trusts a CA of your own instead",
  ]);
});
