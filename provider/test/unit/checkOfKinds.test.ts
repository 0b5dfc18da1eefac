// check for every kind: its mistakes, its defaults, its doubtful values, and what is not known yet.

import { seeded } from "../../emulator/seed";
import { check } from "../../src/core/check";
import { KINDS, type Kind, resourceSpec, tokenOf } from "../../src/core/schema";
import { definitions } from "../../src/resources";
import type { Dialect } from "../../src/settings";
import { BAD_INPUTS_OF_KINDS } from "../support/badInputsOfKinds";
import { validInputs } from "../support/validInputs";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const BOTH = ["otc", "openstack"] as const;

function checked(
  kind: Kind,
  change: Record<string, unknown>,
  { dialect = "otc", strict = false }: { dialect?: Dialect; strict?: boolean } = {},
) {
  const news = validInputs(kind, seeded, change);
  return check(definitions[tokenOf(kind)], { olds: {}, news, dialect, strict });
}

test.each(BAD_INPUTS_OF_KINDS)("$reason → one failure", ({ kind, dialect = "otc", change, property, says }) => {
  const { failures } = checked(kind, change, { dialect });
  expect(failures).toHaveLength(1);
  expect(failures[0]?.property).toBe(property);
  expect(failures[0]?.reason).toContain(says);
});

test("every kind has its mistakes in the table", () => {
  expect(new Set(BAD_INPUTS_OF_KINDS.map(({ kind }) => kind))).toEqual(new Set(KINDS));
});

describe.each(BOTH)("defaults (%s)", (dialect) => {
  const hash = dialect === "otc" ? "sha2-256" : "sha256";
  const lifetime = { units: "seconds", value: 3600 };
  const algorithms = { authAlgorithm: hash, encryptionAlgorithm: "aes-256", pfs: "group14", lifetime };
  test.each([
    ["VpnService", { adminStateUp: true }],
    ["IkePolicy", { ...algorithms, ikeVersion: "v2", phase1NegotiationMode: "main" }],
    ["IpsecPolicy", { ...algorithms, transformProtocol: "esp", encapsulationMode: "tunnel" }],
    ["EndpointGroup", {}],
  ] as const)("%s", (kind, defaults) => {
    const { inputs, failures, warnings } = checked(kind, {}, { dialect, strict: true });
    expect({ failures, warnings }).toEqual({ failures: [], warnings: [] });
    expect(inputs).toEqual({ ...validInputs(kind, seeded), ...defaults });
  });

  test("a lifetime in part is completed, and a default is a value of its own for each resource", () => {
    expect(checked("IkePolicy", { lifetime: { value: 60 } }, { dialect }).inputs.lifetime).toEqual({
      units: "seconds",
      value: 60,
    });
    const [first, second] = [checked("IkePolicy", {}, { dialect }), checked("IkePolicy", {}, { dialect })];
    Object.assign(first.inputs.lifetime as object, { value: 1 });
    expect(second.inputs.lifetime).toEqual(lifetime);
    expect(checked("IkePolicy", {}, { dialect }).inputs.lifetime).toEqual(lifetime);
  });
});

interface Doubt {
  readonly kind: Kind;
  readonly change: Record<string, unknown>;
  readonly dialects: readonly Dialect[];
  readonly sentence: string;
}

const WEAK: readonly Doubt[] = (["IkePolicy", "IpsecPolicy"] as const).flatMap((kind) => [
  { kind, change: { authAlgorithm: "md5" }, dialects: ["otc"], sentence: 'authAlgorithm is "md5": this hash is weak' },
  { kind, change: { authAlgorithm: "sha1" }, dialects: BOTH, sentence: 'authAlgorithm is "sha1": this hash is weak' },
  {
    kind,
    change: { encryptionAlgorithm: "3des" },
    dialects: BOTH,
    sentence: 'encryptionAlgorithm is "3des": this cipher is weak; use AES',
  },
  { kind, change: { pfs: "group1" }, dialects: ["otc"], sentence: 'pfs is "group1": this group is weak' },
  { kind, change: { pfs: "group2" }, dialects: BOTH, sentence: 'pfs is "group2": this group is weak' },
  { kind, change: { pfs: "group5" }, dialects: BOTH, sentence: 'pfs is "group5": this group is weak' },
  { kind, change: { pfs: "group22" }, dialects: ["openstack"], sentence: 'pfs is "group22": this group is weak' },
]);

const DOUBTS: readonly Doubt[] = [
  ...WEAK,
  { kind: "IkePolicy", change: { pfs: "disable" }, dialects: ["otc"], sentence: 'pfs is "disable": the key exchange' },
  { kind: "IpsecPolicy", change: { pfs: "disable" }, dialects: ["otc"], sentence: 'pfs is "disable": a stolen key' },
  {
    kind: "IkePolicy",
    change: { phase1NegotiationMode: "aggressive" },
    dialects: BOTH,
    sentence: "aggressive mode shows identities unencrypted",
  },
  {
    kind: "IpsecPolicy",
    change: { transformProtocol: "ah" },
    dialects: BOTH,
    sentence: 'transformProtocol is "ah": AH encrypts nothing',
  },
  {
    kind: "IpsecPolicy",
    change: { transformProtocol: "ah-esp" },
    dialects: ["openstack"],
    sentence: "the usual agents refuse it when a connection uses it",
  },
  {
    kind: "IpsecPolicy",
    change: { encapsulationMode: "transport" },
    dialects: ["otc"],
    sentence: "the manual of Open Telekom Cloud knows only tunnel",
  },
  {
    kind: "VpnService",
    change: { adminStateUp: false },
    dialects: ["otc"],
    sentence: "adminStateUp is false: Open Telekom Cloud supports only true",
  },
  {
    kind: "EndpointGroup",
    change: { endpoints: ["10.1.0.0/16", "2001:db8::/32"] },
    dialects: BOTH,
    sentence: "endpoints holds IPv4 and IPv6 networks",
  },
  {
    kind: "EndpointGroup",
    change: { endpoints: ["10.20.0.1/16", "10.21.0.0/16"] },
    dialects: BOTH,
    sentence: "endpoints: 10.20.0.1/16 has host bits and is treated as 10.20.0.0/16; write 10.20.0.0/16",
  },
];

describe.each(DOUBTS)("$kind with $change", ({ kind, change, dialects, sentence }) => {
  test.each(dialects)("warns once, and fails under strict (%s)", (dialect) => {
    const lax = checked(kind, change, { dialect });
    expect(lax.failures).toEqual([]);
    expect(lax.warnings).toEqual([expect.stringContaining(sentence)]);
    const strict = checked(kind, change, { dialect, strict: true });
    expect(strict.failures).toEqual([expect.objectContaining({ reason: expect.stringContaining(sentence) })]);
    expect(strict.warnings).toEqual([]);
  });
});

test.each(KINDS)("%s: OpenStack refuses a name with blanks at its ends or control characters", (kind) => {
  for (const name of [" hq", "hq ", "h\tq", "hq\n", " "]) {
    expect(checked(kind, { name }, { dialect: "openstack" }).failures).toEqual([
      { property: "name", reason: expect.stringContaining("name must have no blanks at its ends and no control char") },
    ]);
    expect(checked(kind, { name }, { dialect: "otc" }).failures).toEqual([]);
  }
  expect(checked(kind, { name: "h q" }, { dialect: "openstack" }).failures).toEqual([]);
});

test.each(["10.0.0.0/08", "2001:db8::/032"])("OpenStack refuses the prefix length of %s", (network) => {
  const { failures } = checked("EndpointGroup", { endpoints: [network] }, { dialect: "openstack" });
  expect(failures).toEqual([
    { property: "endpoints", reason: expect.stringContaining(`write it without one: "${network}"`) },
  ]);
  expect(checked("EndpointGroup", { endpoints: [network] }, { dialect: "otc" }).failures).toEqual([]);
});

test("on openstack the warnings of weak algorithms say from when on they are refused", () => {
  const { warnings } = checked(
    "IkePolicy",
    { authAlgorithm: "sha1", encryptionAlgorithm: "3des" },
    { dialect: "openstack" },
  );
  expect(warnings).toEqual([
    expect.stringContaining("OpenStack refuses it from release 2026.2 on"),
    expect.stringContaining("OpenStack refuses it from release 2026.2 on"),
  ]);
});

test.each(KINDS)(
  "%s: an emoji, which the usual database of Neutron cannot store, gives a warning on OpenStack",
  (kind) => {
    const texts = kind === "IpsecSiteConnection" ? { psk: "key-🔑-0123456789", peerId: "🏢" } : { description: "🏢" };
    const warningsOn = (dialect: Dialect) => checked(kind, { name: "h🔑q", ...texts }, { dialect }).warnings;
    const names = ["name", ...Object.keys(texts)].sort();
    const found = warningsOn("openstack");
    expect(found.map((warning) => warning.split(" ")[0]).sort()).toEqual(names);
    for (const warning of found) expect(warning).toMatch(/holds a character of four bytes, .* 500 \(dialect openstack/);
    expect(found.join()).not.toMatch(/🔑|🏢/u);
    expect(checked(kind, { name: "hüq–€" }, { dialect: "openstack" }).warnings).toEqual([]);
  },
);

test("several weak choices are several warnings, one each", () => {
  const { warnings } = checked("IkePolicy", { authAlgorithm: "md5", encryptionAlgorithm: "3des", pfs: "group1" });
  expect(warnings.map((warning) => warning.split(" ")[0])).toEqual(["authAlgorithm", "encryptionAlgorithm", "pfs"]);
});

describe.each(BOTH)("what is not known yet passes (%s)", (dialect) => {
  const inputs = KINDS.flatMap((kind) =>
    Object.keys(definitionInputs(kind)).map((name) => ({ kind, name, isTags: name === "tags" })),
  );
  test.each(inputs.filter(({ isTags }) => dialect === "otc" || !isTags))("$kind $name", ({ kind, name }) => {
    const { failures, inputs: passed } = checked(kind, { [name]: UNKNOWN }, { dialect });
    const others = failures.filter(({ reason }) => !/is given: Open Telekom Cloud|cannot be combined/.test(reason));
    expect(others).toEqual([]);
    expect(passed[name]).toBe(UNKNOWN);
  });

  test("inside of a list, an object and a map", () => {
    const endpoints = [UNKNOWN, UNKNOWN, "10.1.0.0/16"];
    expect(checked("EndpointGroup", { endpoints }, { dialect }).failures).toEqual([]);
    expect(checked("EndpointGroup", { type: UNKNOWN, endpoints: [UNKNOWN] }, { dialect }).failures).toEqual([]);
    expect(checked("IkePolicy", { lifetime: { value: UNKNOWN } }, { dialect }).failures).toEqual([]);
    expect(checked("IkePolicy", { lifetime: { units: UNKNOWN } }, { dialect }).failures).toEqual([]);
    if (dialect === "otc")
      expect(checked("IpsecSiteConnection", { tags: { env: UNKNOWN } }, { dialect }).failures).toEqual([]);
  });

  test("and does not hide a mistake next to it", () => {
    const endpoints = [UNKNOWN, "10.1.0.0"];
    expect(checked("EndpointGroup", { endpoints }, { dialect }).failures).toHaveLength(1);
    const lifetime = { units: UNKNOWN, value: 1 };
    expect(checked("IkePolicy", { lifetime }, { dialect }).failures).toHaveLength(1);
  });
});

function definitionInputs(kind: Kind): object {
  return resourceSpec(tokenOf(kind)).inputProperties;
}

test.each([
  [
    { localId: "cloud.example.com", peerId: "203.0.113.9" },
    /^localId "cloud\.example\.com" is a name and peerId "203\.0\.113\.9" is an address: OpenStack then treats both as names/,
  ],
  [
    { localId: "198.51.100.8", peerId: "paris" },
    /^localId "198\.51\.100\.8" is an address and peerId "paris" is a name: /,
  ],
  [{ peerId: "@paris" }, /^peerId is "@paris": OpenStack adds an @ itself, and two of them mean an e-mail address/],
  [
    { localId: "a@b.example", peerId: "paris" },
    /^localId is "a@b\.example": OpenStack treats an e-mail address as a domain/,
  ],
])("OpenStack marks identities as names: %j", (change, warning) => {
  expect(checked("IpsecSiteConnection", change, { dialect: "openstack" }).warnings).toEqual([
    expect.stringMatching(warning),
  ]);
});

test.each([
  { localId: "cloud.example.com", peerId: "paris" },
  { localId: "198.51.100.8", peerId: "2001:db8::9" },
  { localId: "", peerId: "paris" },
  { peerId: "paris" },
  { localId: UNKNOWN, peerId: "paris" },
  { localId: "198.51.100.8", peerId: UNKNOWN },
])("and leaves these as they are: %j", (change) => {
  expect(checked("IpsecSiteConnection", change, { dialect: "openstack" }).warnings).toEqual([]);
});

test("Open Telekom Cloud is not said to mark identities", () => {
  expect(checked("IpsecSiteConnection", { peerId: "a@paris.example.com" }).warnings).toEqual([]);
});
