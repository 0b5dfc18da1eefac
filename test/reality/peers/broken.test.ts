// One parameter of a tunnel broken at a time, with strongSwan and with libreswan as the device: its real log is explained by that parameter.
import { explainPeerLog } from "../../../provider/src/diagnosis/peerLog";
import { renderPeer } from "../../../provider/src/peer/renderPeer";
import { BROKEN, type BrokenParameter, brokenSides } from "./brokenParameters";
import { logOf } from "./brokenTunnel";
import { CLOUD } from "./tunnel";

const played: string[] = [];
let named = 0;
afterAll(() => {
  const head = `broken parameters that the log of the device was explained with: ${named} of ${played.length}`;
  process.stdout.write(`${head}\n${played.join("\n")}\n`);
});

const DEVICES = ["strongswan-swanctl", "strongswan-ipsec", "libreswan"] as const;
const VERSIONS = ["v1", "v2"] as const;

// Without ESP in the kernel, libreswan's tunnel never comes up, so it cannot be cut off.
const isPlayed = (format: string, { isCutOff }: BrokenParameter) =>
  isCutOff !== true || format.startsWith("strongswan");

const CASES = DEVICES.flatMap((format) =>
  VERSIONS.flatMap((version) =>
    BROKEN.filter((each) => isPlayed(format, each)).map((each) => [format, version, each.title, each] as const),
  ),
);

test.each(CASES)("%s, IKE%s: %s", async (format, version, title, broken) => {
  const { declared, cloud } = brokenSides(broken, version);
  const log = await logOf(renderPeer(format, declared), { cloud, isCutOff: broken.isCutOff === true });
  const finding = explainPeerLog(log, CLOUD.address);
  played.push(
    `  ${format} IKE${version}, ${title}: ${finding?.cause ?? "nothing"}: ${finding?.lines.at(-1) ?? ""}`.slice(0, 180),
  );
  expect([finding?.cause, log]).toEqual([broken.cause, log]);
  named += 1;
});
