// The connections as a Mermaid picture: https://mermaid.js.org/syntax/flowchart.html
import type { FoundObject } from "../../core/contract";
import type { ConnectionView } from "./observer";
import { shownText } from "./text";

/** What is drawn; services and groups give addresses and networks where they are known. */
export interface Scene {
  readonly views: readonly ConnectionView[];
  readonly services: readonly FoundObject[];
  readonly groups: readonly FoundObject[];
}

const MOST = 4;

/** The text of the picture: a node for each service and each peer, a line for each connection. */
export function pictureOf({ views, services, groups }: Scene): string {
  const hubs = [...new Set(views.map(({ service }) => service.id))];
  const networksOf = (id: unknown) => groups.find((group) => group.id === id)?.outs;
  const hubLines = hubs.map((id, at) => {
    const own = views.filter(({ service }) => service.id === id);
    const outs = services.find((service) => service.id === id)?.outs;
    const locals = [...new Set(own.map((view) => listed(networksOf(view.outs.localEpGroupId))))];
    const name = own[0]?.service.name || id;
    return node(`hub${at}`, [name, outs?.externalV4Ip, outs?.externalV6Ip, ...locals]);
  });
  const peerLines = views.map((view, at) => {
    const group = networksOf(view.outs.peerEpGroupId);
    const networks = group === undefined ? listOf(view.outs.peerCidrs) : listed(group);
    return node(`peer${at}`, [view.peer, networks]);
  });
  const links = views.map(
    ({ service, name, id, status }, at) =>
      `  hub${hubs.indexOf(service.id)} -- "${label([name || id, status])}" --- peer${at}`,
  );
  const classes = views.map(({ status }, at) => `  class peer${at} ${classOf(status)}`);
  return ["flowchart LR", ...hubLines, ...peerLines, ...links, ...STYLES, ...classes, ""].join("\n");
}

const STYLES = [
  "  classDef up fill:#d8f5d8,stroke:#2a7a2a,color:#000",
  "  classDef down fill:#fbd9d9,stroke:#a33030,color:#000",
  "  classDef pending fill:#fff3c9,stroke:#94760c,color:#000",
];

function classOf(status: string): string {
  if (status === "ACTIVE") return "up";
  return status.startsWith("PENDING") ? "pending" : "down";
}

function node(id: string, parts: readonly unknown[]): string {
  return `  ${id}["${label(parts)}"]`;
}

function label(parts: readonly unknown[]): string {
  return parts
    .map(shownText)
    .filter((part) => part !== "")
    .map(escaped)
    .join("<br/>");
}

// Whatever Mermaid or HTML could read as a sign of theirs is written by its number.
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N} .,:/_-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}

// The ids of subnets say nothing to a reader.
function listed(group: FoundObject["outs"] | undefined): string {
  if (group === undefined) return "";
  const { type, endpoints } = group;
  if (type !== "subnet" || !Array.isArray(endpoints)) return listOf(endpoints);
  return endpoints.length === 1 ? "1 subnet" : `${endpoints.length} subnets`;
}

function listOf(networks: unknown): string {
  if (!Array.isArray(networks)) return "";
  const rest = networks.length > MOST ? ` and ${networks.length - MOST} more` : "";
  return `${networks.slice(0, MOST).join(", ")}${rest}`;
}
