// The configuration of the device on the other side of a connection, in the words of the device.
import { sanitize } from "../core/sanitize";
import { cipherNames, groupNames, hashNames, isAead } from "./algorithms";
import { tunnelOf } from "./declared";
import type { Declared } from "./declaredReader";
import type { PeerFormat, PhaseWords, Rendered, Vocabulary } from "./format";
import { FORMATS } from "./formats";
import type { Tunnel } from "./tunnel";

/** What an administrator gets. The files hold the pre-shared key. */
export interface RenderedPeer extends Rendered {
  readonly format: string;
}

/** Why there is no configuration: a list of what is wrong with what was declared. */
export class PeerProblem extends Error {}

/** Renders a connection for a device. Throws PeerProblem. */
export function renderPeer(formatName: unknown, declared: Declared): RenderedPeer {
  const format = FORMATS.find(({ name }) => name === formatName);
  if (format === undefined) {
    const known = FORMATS.map(({ name }) => name).join(", ");
    throw refusal([`format ${sanitize(formatName)} is unknown: there are ${known}`]);
  }
  const { tunnel, problems } = tunnelOf(declared);
  if (tunnel === undefined) throw refusal(problems);
  const { ike, ipsec } = format.vocabulary(tunnel);
  const said = { ike: wordsOf(tunnel, "ike", ike), ipsec: wordsOf(tunnel, "ipsec", ipsec) };
  const unsaid = [...said.ike.unsaid, ...said.ipsec.unsaid].map(
    ({ property, value, known }) => `${property} ${sanitize(value)} has no word in ${format.title}: it has ${known}`,
  );
  const limits = format.limits(tunnel).map((limit) => `${limit} in ${format.title}`);
  if (unsaid.length + limits.length > 0) throw refusal([...unsaid, ...limits]);
  const rendered = format.render(tunnel, { ike: said.ike.words, ipsec: said.ipsec.words });
  return { format: format.name, ...rendered, advice: [...rendered.advice, ...adviceFor(format, tunnel)] };
}

function refusal(problems: readonly string[]): PeerProblem {
  const list = problems.map((problem) => `\n  - ${problem}`).join("");
  return new PeerProblem(`There is no peer configuration:${list}`);
}

interface Unsaid {
  readonly property: string;
  readonly value: string;
  /** What the format has a word for. */
  readonly known: string;
}

function wordsOf(
  tunnel: Tunnel,
  policy: "ike" | "ipsec",
  vocabulary: Vocabulary,
): { words: PhaseWords; unsaid: Unsaid[] } {
  const { encryption, integrity, group } = tunnel[policy];
  const words = {
    encryption: vocabulary.encryption(encryption),
    integrity: vocabulary.integrity(integrity),
    group: group === 0 ? undefined : vocabulary.group(group),
  };
  const unsaid: Unsaid[] = [];
  const note = (property: string, value: string, known: readonly string[]) =>
    unsaid.push({ property: `${policy}.${property}`, value, known: known.join(", ") });
  const isUsed = usedIn(tunnel, policy);
  if (words.encryption === undefined && isUsed.encryption)
    note("encryptionAlgorithm", encryption.name, cipherNames(vocabulary.encryption));
  if (words.integrity === undefined && isUsed.integrity)
    note("authAlgorithm", integrity, hashNames(vocabulary.integrity));
  if (group !== 0 && words.group === undefined) note("pfs", `group${group}`, groupNames(vocabulary.group));
  const { encryption: cipher = "", integrity: hash = "" } = words;
  return { words: { encryption: cipher, integrity: hash, group: words.group }, unsaid };
}

// A cipher of phase 2 that proves the integrity itself makes the hash idle, and AH encrypts nothing. In phase 1 the hash also makes keys.
function usedIn({ ipsec }: Tunnel, policy: "ike" | "ipsec"): { encryption: boolean; integrity: boolean } {
  if (policy === "ike") return { encryption: true, integrity: true };
  return { encryption: ipsec.protocol === "esp", integrity: ipsec.protocol === "ah" || !isAead(ipsec.encryption) };
}

function adviceFor({ isTried, title }: PeerFormat, { mss, name, device, cloud, ikeVersion }: Tunnel): string[] {
  const email = [device.id, cloud.id].find((id) => id.includes("@"));
  const several = device.networks.length + cloud.networks.length > 2;
  return [
    `TCP segments above ${mss} bytes do not pass through the tunnel whole: let the device clamp the MSS to ${mss}.`,
    ...(email === undefined
      ? []
      : [`OpenStack treats ${email} as a domain name, not as an e-mail address: use a domain name with such a cloud.`]),
    ...(ikeVersion === 1 && several
      ? [
          "IKEv1 negotiates each pair of networks by itself, and the cloud may start the first only: start one after the other, or use IKEv2.",
        ]
      : []),
    ...(isTried ? [] : [`${title}: the text of ${name} has not been tried on a device. Read it before you load it.`]),
  ];
}
