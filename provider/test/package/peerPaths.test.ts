// pulumi-vpnaas-peer says where its files are, also where the key of a connection shares letters with the name of a file.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPeerArguments } from "../../src/cli/peer/arguments";
import { runPeer } from "../../src/cli/peer/run";
import { maskOwn } from "../../src/core/masking/masking";

const PSK = "Secrets-hub-main-0123";
const psk = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: JSON.stringify(PSK) };
const OUTPUTS = {
  VpnService: { externalV4Ip: "198.51.100.7" },
  IkePolicy: { pfs: "group14" },
  IpsecPolicy: { pfs: "group14" },
  IpsecSiteConnection: {
    ...{ psk, peerAddress: "203.0.113.9", peerId: "203.0.113.9", peerCidrs: ["10.20.0.0/16"] },
    ...{ vpnserviceId: "VpnService", ikepolicyId: "IkePolicy", ipsecpolicyId: "IpsecPolicy" },
  },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vpnaas-peer-"));
  const resources = Object.entries(OUTPUTS).map(([kind, outputs]) => ({
    urn: `urn:pulumi:dev::story::vpnaas:index:${kind}::${kind === "IpsecSiteConnection" ? "hub-main" : kind}`,
    ...{ type: `vpnaas:index:${kind}`, id: kind, outputs },
  }));
  writeFileSync(join(folder, "state.json"), JSON.stringify({ version: 3, deployment: { resources } }));
  writeFileSync(join(folder, "pulumi"), `#!/bin/sh\nexec cat ${folder}/state.json\n`, { mode: 0o755 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["libreswan", ["hub-main.conf", "hub-main.secrets", "README.txt"]],
  ["strongswan-ipsec", ["hub-main.conf", "hub-main.secrets", "README.txt"]],
])("%s", async (format, names) => {
  const given = readPeerArguments(["--format", format, "--local-cidr", "10.10.0.0/24"]);
  if (given === undefined) throw new Error("help was asked for");
  const said: string[] = [];
  const say = (line: string) => void said.push(maskOwn(line));
  const environment = { PATH: `${folder}:${process.env.PATH}` };
  await runPeer(given, { folder, environment, say, warn: say, print: say });
  expect(said).toEqual(names.map((name) => `written: ${join(folder, "peers/hub-main", name)}`));
  expect(said.join()).not.toContain(PSK);
});
