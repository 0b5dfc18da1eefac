// Kinds of bad input, and what a user is told about each: shared by the unit tests of check and by the tests with the real CLI.

/** One mistake: what is put into otherwise valid inputs, and the sentence that has to come out. */
export interface BadInput {
  readonly reason: string;
  readonly change: Readonly<Record<string, unknown>>;
  /** Property that the failure names; empty where naming it would make the engine print its value. */
  readonly property: string;
  readonly says: string;
}

const LONG = "x".repeat(300);

export const BAD_INPUTS: readonly BadInput[] = [
  {
    reason: "required and omitted",
    change: { peerAddress: undefined },
    property: "peerAddress",
    says: "peerAddress is missing; it has to be given",
  },
  {
    reason: "required and null",
    change: { peerId: null },
    property: "peerId",
    says: "peerId is missing; it has to be given",
  },
  {
    reason: "a reference omitted",
    change: { vpnserviceId: undefined },
    property: "vpnserviceId",
    says: "vpnserviceId is missing",
  },
  { reason: "psk omitted", change: { psk: undefined }, property: "", says: "psk is missing" },
  {
    reason: "psk too short",
    change: { psk: "abc12" },
    property: "",
    says: "psk must be 6 to 128 characters: digits, letters and ~",
  },
  { reason: "psk too long", change: { psk: "a".repeat(129) }, property: "", says: "psk must be 6 to 128 characters" },
  { reason: "psk with a space", change: { psk: "abc 12345" }, property: "", says: "psk must be 6 to 128 characters" },
  {
    reason: "psk with a character the service refuses",
    change: { psk: 'abc"12345' },
    property: "",
    says: "psk must be 6 to 128 characters",
  },
  {
    reason: "psk with a letter outside ASCII",
    change: { psk: "schlüssel1" },
    property: "",
    says: "psk must be 6 to 128 characters",
  },
  {
    reason: "psk as a number",
    change: { psk: 12345678 },
    property: "",
    says: "psk must be a text of 6 to 128 characters (the value is not shown)",
  },
  {
    reason: "psk as a list",
    change: { psk: ["abc12345"] },
    property: "",
    says: "psk must be a text of 6 to 128 characters (the value is not shown)",
  },
  {
    reason: "psk misspelt: the value must not be printed either",
    change: { pks: "Canary-psk-misspelt" },
    property: "",
    says: 'unknown property "pks"; did you mean "psk"?',
  },
  {
    reason: "a property misspelt",
    change: { peerAdress: "203.0.113.9" },
    property: "",
    says: 'unknown property "peerAdress"; did you mean "peerAddress"?',
  },
  {
    reason: "a property in the spelling of the API",
    change: { peer_id: "203.0.113.9" },
    property: "",
    says: 'unknown property "peer_id"; did you mean "peerId"?',
  },
  {
    reason: "an output given as input",
    change: { status: "ACTIVE" },
    property: "",
    says: 'unknown property "status"; known are adminStateUp',
  },
  {
    reason: "mtu as text",
    change: { mtu: "1400" },
    property: "mtu",
    says: 'mtu must be a whole number from 68 to 65535, got "1400"',
  },
  {
    reason: "mtu with a fraction",
    change: { mtu: 1400.5 },
    property: "mtu",
    says: "mtu must be a whole number from 68 to 65535, got 1400.5",
  },
  {
    reason: "mtu below the least",
    change: { mtu: 67 },
    property: "mtu",
    says: "mtu must be a whole number from 68 to 65535, got 67",
  },
  {
    reason: "mtu above what a packet can have",
    change: { mtu: 70000 },
    property: "mtu",
    says: "mtu must be a whole number from 68 to 65535, got 70000",
  },
  {
    reason: "mtu not a number",
    change: { mtu: Number.NaN },
    property: "mtu",
    says: "mtu must be a whole number from 68 to 65535, got NaN",
  },
  {
    reason: "mtu infinite",
    change: { mtu: Number.POSITIVE_INFINITY },
    property: "mtu",
    says: "mtu must be a whole number from 68 to 65535, got Infinity",
  },
  {
    reason: "initiator not in the list",
    change: { initiator: "both" },
    property: "initiator",
    says: 'initiator must be one of "bi-directional", "response-only", got "both"',
  },
  {
    reason: "initiator in capitals",
    change: { initiator: "Bi-Directional" },
    property: "initiator",
    says: "initiator must be one of",
  },
  {
    reason: "adminStateUp as text",
    change: { adminStateUp: "true" },
    property: "adminStateUp",
    says: 'adminStateUp must be true or false, got "true"',
  },
  {
    reason: "peerAddress as a network",
    change: { peerAddress: "203.0.113.0/24" },
    property: "peerAddress",
    says: 'peerAddress must be an IP address or a domain name, got "203.0.113.0/24"',
  },
  {
    reason: "peerAddress that is nearly an IPv4 address",
    change: { peerAddress: "203.0.113.299" },
    property: "peerAddress",
    says: 'peerAddress "203.0.113.299" looks like an IPv4 address, but is none: give an IPv4 or IPv6 address or a domain name',
  },
  {
    reason: "peerAddress that is nearly an IPv6 address",
    change: { peerAddress: "2001:db8::g1" },
    property: "peerAddress",
    says: 'peerAddress "2001:db8::g1" looks like an IPv6 address, but is none: give an IPv4 or IPv6 address or a domain name',
  },
  {
    reason: "peerAddress with a port",
    change: { peerAddress: "203.0.113.9:500" },
    property: "peerAddress",
    says: 'peerAddress "203.0.113.9:500" looks like an IPv6 address, but is none',
  },
  {
    reason: "a network with a zone, which means something on one machine only",
    change: { localEpGroupId: undefined, peerEpGroupId: undefined, peerCidrs: ["fe80::1%eth0/64"] },
    property: "peerCidrs",
    says: 'peerCidrs must be a network as address/prefix, such as "10.1.0.0/16", got "fe80::1%eth0/64"',
  },
  {
    reason: "null where a part of dpd belongs",
    change: { dpd: { interval: null } },
    property: "dpd",
    says: "dpd.interval must be a whole number from 0 to 86400, got null",
  },
  {
    reason: "peerAddress as a URL",
    change: { peerAddress: "https://gw.example.com" },
    property: "peerAddress",
    says: "peerAddress must be an IP address or a domain name",
  },
  {
    reason: "peerAddress too long",
    change: { peerAddress: LONG },
    property: "peerAddress",
    says: "peerAddress must be an IP address or a domain name, got 300 characters",
  },
  {
    reason: "peerAddress empty",
    change: { peerAddress: "" },
    property: "peerAddress",
    says: "peerAddress must be an IP address or a domain name",
  },
  {
    reason: "peerId too long",
    change: { peerId: LONG },
    property: "peerId",
    says: "peerId must be a text of 1 to 250 characters, got 300 characters",
  },
  {
    reason: "name too long",
    change: { name: "n".repeat(65) },
    property: "name",
    says: "name must be a text of 1 to 64 characters, got 65 characters",
  },
  {
    reason: "name empty",
    change: { name: "" },
    property: "name",
    says: "name must be a text of 1 to 64 characters, got 0 characters",
  },
  {
    reason: "description too long",
    change: { description: LONG },
    property: "description",
    says: "description must be a text of at most 255 characters, got 300 characters",
  },
  {
    reason: "a name where an id belongs",
    change: { ikepolicyId: "my-policy" },
    property: "ikepolicyId",
    says: 'ikepolicyId must be a UUID, got "my-policy"',
  },
  {
    reason: "a cut-off id",
    change: { ipsecpolicyId: "e6e23d0c-9519-4d52-8ea4" },
    property: "ipsecpolicyId",
    says: "ipsecpolicyId must be a UUID",
  },
  { reason: "dpd as text", change: { dpd: "hold" }, property: "dpd", says: 'dpd must be an object, got "hold"' },
  {
    reason: "dpd with an action that does not exist",
    change: { dpd: { action: "explode" } },
    property: "dpd",
    says: 'dpd.action must be one of "clear", "hold", "restart", "disabled", "restart-by-peer", got "explode"',
  },
  {
    reason: "dpd with a negative interval",
    change: { dpd: { interval: -1 } },
    property: "dpd",
    says: "dpd.interval must be a whole number from 0 to 86400, got -1",
  },
  {
    reason: "dpd with an unknown part",
    change: { dpd: { timeOut: 60 } },
    property: "dpd",
    says: 'unknown property "dpd.timeOut"; did you mean "timeout"?',
  },
  {
    reason: "dpd: timeout not greater than interval",
    change: { dpd: { interval: 60, timeout: 60 } },
    property: "dpd",
    says: "dpd.timeout must be greater than dpd.interval, got 60 s and 60 s",
  },
  {
    reason: "dpd: interval over the default timeout",
    change: { dpd: { interval: 150 } },
    property: "dpd",
    says: "dpd.timeout must be greater than dpd.interval, got 120 s and 150 s",
  },
  {
    reason: "one endpoint group without the other",
    change: { peerEpGroupId: undefined },
    property: "peerEpGroupId",
    says: "peerEpGroupId is missing: localEpGroupId and peerEpGroupId are given together or not at all",
  },
  {
    reason: "neither groups nor networks",
    change: { localEpGroupId: undefined, peerEpGroupId: undefined },
    property: "localEpGroupId",
    says: "localEpGroupId and peerEpGroupId are missing",
  },
  {
    reason: "networks next to groups",
    change: { peerCidrs: ["10.1.0.0/16"] },
    property: "peerCidrs",
    says: "peerCidrs cannot be combined with localEpGroupId and peerEpGroupId",
  },
  {
    reason: "a network without a prefix length",
    change: { localEpGroupId: undefined, peerEpGroupId: undefined, peerCidrs: ["10.1.0.0"] },
    property: "peerCidrs",
    says: 'peerCidrs must be a network as address/prefix, such as "10.1.0.0/16", got "10.1.0.0"',
  },
  {
    reason: "a prefix length that does not fit",
    change: { localEpGroupId: undefined, peerEpGroupId: undefined, peerCidrs: ["10.1.0.0/33"] },
    property: "peerCidrs",
    says: "peerCidrs must be a network as address/prefix",
  },
  {
    reason: "the same network twice",
    change: { localEpGroupId: undefined, peerEpGroupId: undefined, peerCidrs: ["10.1.0.0/16", "10.1.0.0/16"] },
    property: "peerCidrs",
    says: 'peerCidrs must be a list without duplicates, got "10.1.0.0/16" twice',
  },
  {
    reason: "networks as one text",
    change: { localEpGroupId: undefined, peerEpGroupId: undefined, peerCidrs: "10.1.0.0/16" },
    property: "peerCidrs",
    says: 'peerCidrs must be a list, got "10.1.0.0/16"',
  },
  {
    reason: "orderId as a number",
    change: { orderId: 7 },
    property: "orderId",
    says: "orderId must be a text of at most 255 characters, got 7",
  },
];
