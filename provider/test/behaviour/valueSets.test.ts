// What check takes and what the emulator takes are two lists from two hands: here they are held against each other, both ways.

import schema from "../../../schema.json";
import type { Dialect } from "../../emulator";
import { ApiError } from "../../src/core/errors";
import type { Kind } from "../../src/core/schema";
import { type Cast, openStage, type Stage } from "../support/stage";
import { validInputs } from "../support/validInputs";

// Everything that the API's documents name for either dialect, their spellings mixed up, and more than there is.
const HASHES = [
  ...["md5", "sha1", "sha2-256", "sha2-384", "sha2-512", "sha256", "sha384", "sha512", "aes-xcbc", "aes-cmac"],
  ...["sha224", "sha2-224", "SHA256", "SHA2-256", "sha-256", "sha3-256", "none", ""],
];
const MODES = ["", "-ctr", ...["ccm", "gcm"].flatMap((mode) => ["8", "12", "16", "128"].map((n) => `-${mode}-${n}`))];
const CIPHERS = [
  ...["128", "192", "256", "512"].flatMap((bits) => MODES.map((mode) => `aes-${bits}${mode}`)),
  ...["3des", "des", "aes", "aes256", "AES-256", "aes-256-gcm", "null", "chacha20"],
];
const GROUPS = [...Array.from({ length: 40 }, (_, number) => `group${number}`), "disable", "Group14", "14", "none"];
const POLICY = { authAlgorithm: HASHES, encryptionAlgorithm: CIPHERS, pfs: GROUPS };

const SETS: readonly [Kind, string, readonly unknown[]][] = [
  ...Object.entries(POLICY).map(([name, values]): [Kind, string, string[]] => ["IkePolicy", name, values]),
  ...Object.entries(POLICY).map(([name, values]): [Kind, string, string[]] => ["IpsecPolicy", name, values]),
  ["IkePolicy", "ikeVersion", ["v1", "v2", "v3", "V1", "1", 2]],
  ["IkePolicy", "phase1NegotiationMode", ["main", "aggressive", "base", "Main"]],
  ["IpsecPolicy", "transformProtocol", ["esp", "ah", "ah-esp", "esp-ah", "ESP"]],
  ["IpsecPolicy", "encapsulationMode", ["tunnel", "transport", "beet", "Tunnel"]],
  ["IpsecSiteConnection", "initiator", ["bi-directional", "response-only", "initiator-only"]],
  ...(["IkePolicy", "IpsecPolicy"] as const).map((kind): [Kind, string, unknown[]] => [
    kind,
    "lifetime",
    [
      ...[59, 60, 61, 604_800, 604_801, 10_000_000, 3600.5].map((value) => ({ value })),
      ...["seconds", "kilobytes", "Seconds"].map((units) => ({ units })),
      { value: 3600, jitter: 1 },
    ],
  ]),
  [
    "IpsecSiteConnection",
    "dpd",
    [
      ...["clear", "hold", "restart", "disabled", "restart-by-peer", "none"].map((action) => ({ action })),
      ...[-1, 0, 119, 120].map((interval) => ({ interval })),
      { delay: 1 },
    ],
  ],
  ["VpnService", "name", ["", "n", "n".repeat(64), "n".repeat(65), "n".repeat(255), "n".repeat(256)]],
  ["EndpointGroup", "description", ["", "d".repeat(255), "d".repeat(256)]],
  ["EndpointGroup", "endpoints", [[], ["10.0.0.0/8"], ["10.0.0.1/24"], ["10/24"], ["10.0.0.0"], ["2001:db8::/32"]]],
];

let stage: Stage;
afterEach(() => stage.close());

// The emulator is asked with a create that no check stands before.
async function isTakenByServer({ handler }: Cast, inputs: Record<string, unknown>): Promise<boolean> {
  try {
    await handler.create(inputs);
    return true;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 400) throw error;
    return false;
  }
}

describe.each(["otc", "openstack"] as const)("on %s", (dialect: Dialect) => {
  test.each(SETS)("%s.%s: check and the service agree about every value", async (kind, name, values) => {
    stage = await openStage({ dialect });
    const cast = stage.of(kind);
    const verdicts: [unknown, boolean, boolean][] = [];
    for (const value of values) {
      const { seeded, connections, vpnservices } = stage.emulator;
      const { failures, inputs } = cast.handler.check({}, validInputs(kind, seeded, { [name]: value }));
      // As the program says it, but with the other defaults: where check refuses, its inputs are no use.
      const sent = failures.length === 0 ? inputs : validInputs(kind, seeded, { [name]: value });
      verdicts.push([value, failures.length === 0, await isTakenByServer(cast, sent)]);
      connections.clear();
      for (const [id, { router_id: router }] of vpnservices)
        if (router === seeded.spareRouterId) vpnservices.delete(id);
    }
    expect(verdicts.filter(([, ours, theirs]) => ours !== theirs)).toEqual([]);
    // Both answers occur, or the values are no test.
    expect(new Set(verdicts.map(([, ours]) => ours))).toEqual(new Set([true, false]));
  });
});

test("every value of schema.json is among those that are held against the service", async () => {
  stage = await openStage();
  const names: Readonly<Record<string, readonly unknown[]>> = {
    AuthAlgorithm: HASHES,
    EncryptionAlgorithm: CIPHERS,
    Pfs: GROUPS,
  };
  for (const [name, candidates] of Object.entries(names)) {
    const type = Object.entries(schema.types).find(([token]) => token === `vpnaas:index:${name}`)?.[1];
    const values = type !== undefined && "enum" in type ? type.enum.map(({ value }) => value) : [];
    expect(values.length).toBeGreaterThan(5);
    expect(candidates).toEqual(expect.arrayContaining(values));
  }
});

test.each([
  ["otc", 5, 4, 10],
  ["openstack", 6, 25, 20],
] as const)("%s takes %d hashes, %d ciphers and %d groups", async (dialect, hashes, ciphers, groups) => {
  stage = await openStage({ dialect });
  const cast = stage.of("IkePolicy");
  const taken = (name: string, values: readonly string[]) =>
    values.filter((value) => cast.handler.check({}, { name: "p", [name]: value }).failures.length === 0);
  expect(taken("authAlgorithm", HASHES)).toHaveLength(hashes);
  expect(taken("encryptionAlgorithm", CIPHERS)).toHaveLength(ciphers);
  expect(taken("pfs", GROUPS)).toHaveLength(groups);
});
