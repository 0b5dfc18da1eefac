// Values that a service may give back in another form: names of hosts, networks in any order, letters of all kinds, old-style networks.
import { listOf, onlyOne } from "../world/objects";
import { openScene, type Scene, wholeVpn } from "../world/scene";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

test("a host name that the service resolves, and texts with quotes, umlauts and line breaks, are no difference", async () => {
  const text = "größer “als” 'alles' \"hier\" \\ <b>&amp;</b>\nzweite Zeile";
  const connection = {
    peerAddress: "localhost",
    peerId: "@partner",
    description: text,
    psk: "Größe \"1\" \\ {x}: '✓'",
  };
  scene.project.program(wholeVpn(scene.world, { connection, remote: ["10.21.0.0/16", "10.20.0.7/24"] }));
  await scene.up();
  const wire = await onlyOne(scene.world, "ipsec-site-connections");
  expect(wire).toMatchObject({ peer_address: "127.0.0.1", description: text, psk: connection.psk });
  expect((await scene.project.state())[0]?.outputs).toMatchObject({ peerAddress: "localhost" });
  scene.project.program(wholeVpn(scene.world, { connection, remote: ["10.20.0.7/24", "10.21.0.0/16"] }));
  await scene.quiet();
});

test("algorithms that every release has are taken, and shown as they were given", async () => {
  const sets = [
    { authAlgorithm: "sha384", encryptionAlgorithm: "aes-192", pfs: "group5" },
    { authAlgorithm: "sha512", encryptionAlgorithm: "3des", pfs: "group2" },
    { authAlgorithm: "sha1", encryptionAlgorithm: "aes-128", pfs: "group14", lifetime: { value: 60 } },
  ];
  const lines = sets.flatMap((set, index) => [
    `new vpnaas.IkePolicy("ike-${index}", ${JSON.stringify(set)});`,
    `new vpnaas.IpsecPolicy("ipsec-${index}", ${JSON.stringify({ ...set, transformProtocol: "ah" })});`,
  ]);
  scene.project.program(lines.join("\n"));
  await scene.up();
  expect(await listOf(scene.world, "ikepolicies")).toHaveLength(3);
  await scene.project.must(["destroy", "--yes", "--skip-preview"]);
});

test("a service with a subnet takes networks of the connection itself, in any order", async () => {
  const { routerId, subnetId } = scene.world.network;
  const program = (peerCidrs: readonly string[]) =>
    scene.project.program(`
const service = new vpnaas.VpnService("old", { routerId: "${routerId}", subnetId: "${subnetId}" });
new vpnaas.IpsecSiteConnection("hq", {
  vpnserviceId: service.id, ikepolicyId: new vpnaas.IkePolicy("ike").id, ipsecpolicyId: new vpnaas.IpsecPolicy("ipsec").id,
  peerCidrs: ${JSON.stringify(peerCidrs)}, peerAddress: "203.0.113.9", peerId: "203.0.113.9", psk: "Canary-psk-0123456789",
});`);
  program(["10.40.0.0/16", "10.30.0.0/24", "10.20.0.0/24"]);
  await scene.up();
  program(["10.20.0.0/24", "10.50.0.0/16", "10.30.0.0/24"]);
  await scene.up();
  const { peer_cidrs } = await onlyOne(scene.world, "ipsec-site-connections");
  expect(peer_cidrs).toEqual(["10.20.0.0/24", "10.30.0.0/24", "10.50.0.0/16"]);
  await scene.project.must(["destroy", "--yes", "--skip-preview"]);
  expect(await listOf(scene.world, "vpnservices")).toEqual([]);
});
