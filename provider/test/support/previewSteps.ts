// Steps as `pulumi preview --json --show-sames --show-replacement-steps` prints them, for a hub with sites.

type Values = Record<string, unknown>;

const HUB = "urn:pulumi:prod::gitops::vpnaas:index:SiteToSiteVpn::hub";

/** How one resource of the hub changes. */
export interface Change {
  readonly kind?: string;
  readonly ops: readonly string[];
  readonly keys?: readonly string[];
  readonly old?: Values;
  readonly news?: Values;
}

/** The steps of one resource: its name, and what happens to it. */
export function steps(name: string, { kind = "IpsecSiteConnection", ops, keys = [], old, news }: Change) {
  const type = `pulumi-nodejs:dynamic/vpnaas:${kind}`;
  const urn = `urn:pulumi:prod::gitops::vpnaas:index:SiteToSiteVpn$${type}::${name}`;
  const state = (inputs: Values) => ({
    urn,
    type,
    custom: true,
    parent: HUB,
    inputs: { __provider: "code", ...inputs },
  });
  return ops.map((op) => ({
    op,
    urn,
    ...(op === "create" ? {} : { oldState: state(old ?? {}) }),
    ...(op.startsWith("delete") ? {} : { newState: state(news ?? {}) }),
    ...(op === "create" || op === "delete" || op === "same" ? {} : { diffReasons: ["__provider", ...keys] }),
  }));
}

/** The steps of what is no resource of ours: the stack, and the component. */
export const FRAME = [
  { op: "same", urn: "urn:pulumi:prod::gitops::pulumi:pulumi:Stack::gitops-prod", newState: { custom: false } },
  { op: "same", urn: HUB, newState: { custom: false } },
];

/** A new site: its group and its connection. */
export function newSite(name: string, inputs: Values) {
  return [
    ...steps(`hub-${name}-remote`, {
      kind: "EndpointGroup",
      ops: ["create"],
      news: { type: "cidr", endpoints: ["10.20.0.0/16"] },
    }),
    ...steps(`hub-${name}`, { ops: ["create"], news: inputs }),
  ];
}
