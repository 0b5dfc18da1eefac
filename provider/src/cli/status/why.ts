// Why connections are not up: the likely causes from the API, and what the log of the peer says.
import type { Cloud } from "../../cloud";
import { tokenOf } from "../../core/schema";
import type { Cause } from "../../diagnosis/facts";
import { explainPeerLog, type LogFinding } from "../../diagnosis/peerLog";
import type { PeerLogText } from "./logFile";
import type { ConnectionView } from "./observer";
import { shownText } from "./text";

/** The causes by the id of each connection that is not ACTIVE. */
export async function causesOfDown(
  cloud: Cloud,
  views: readonly ConnectionView[],
): Promise<ReadonlyMap<string, readonly Cause[]>> {
  const down = views.filter(({ status }) => status !== "ACTIVE");
  const causes = await Promise.all(down.map(async ({ id, outs }) => [id, await cloud.whyDown(outs, id)] as const));
  return new Map(causes);
}

/** The finding of a log: about the gateway of the connection, where one is meant and the log names its address. */
export async function findingFor(
  log: PeerLogText,
  cloud: Cloud,
  views: readonly ConnectionView[],
): Promise<LogFinding | undefined> {
  const [view, ...others] = views;
  if (view === undefined || others.length > 0) return findingIn(log);
  const service = await cloud.handlerFor(tokenOf("VpnService")).lookUp(view.service.id);
  const { externalV4Ip, externalV6Ip } = service?.outs ?? {};
  const address = view.peer.includes(":") ? externalV6Ip : externalV4Ip;
  return findingIn(log, typeof address === "string" ? address : undefined);
}

/** The finding of a log. The lines of its end have numbers that no one can look up. */
export function findingIn({ text, isCut }: PeerLogText, address?: string): LogFinding | undefined {
  const finding = explainPeerLog(text, address);
  if (finding === undefined || !isCut) return finding;
  const { at: _, ...others } = finding;
  return others;
}

/** The causes as lines. */
export function causeLines({ id, name, status }: ConnectionView, causes: readonly Cause[]): string[] {
  const title = name === "" ? shownText(id) : `${shownText(name)} (${shownText(id)})`;
  const list = causes.map(({ sentence }, at) => `  ${at + 1}. ${sentence}.`);
  return ["", `${title} is ${shownText(status)}. Likely causes, the likeliest first:`, ...list];
}

/** The finding as lines. */
export function findingLines(finding: LogFinding | undefined): string[] {
  if (finding === undefined) {
    const known = "strongSwan (charon, charon-systemd) and libreswan (pluto)";
    return [`The log of the peer has no line that says why the tunnel is down. Lines of ${known} are known.`];
  }
  const { cause, sentence, lines, at } = finding;
  return [
    `The log of the peer says: ${cause}. ${sentence}.`,
    at === undefined ? "Near its end:" : `Line ${at}:`,
    ...lines.map((line) => `  ${line}`),
  ];
}
