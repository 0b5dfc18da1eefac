// What a preview says, by site: which connection is created, changed or replaced, and what that means for its tunnel.

const SHARED = { VpnService: "VPN service", IkePolicy: "IKE policy", IpsecPolicy: "IPsec policy" };
/** What only labels an object; everything else is given to the gateway. */
const LABELS = new Set(["name", "description", "tags"]);
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/**
 * @typedef {{ op: string, urn: string, diffReasons?: string[] | null, replaceReasons?: string[] | null,
 *   detailedDiff?: Record<string, unknown> | null, oldState?: State, newState?: State }} Step
 * @typedef {{ custom?: boolean, parent?: string, inputs?: Record<string, unknown> }} State
 * @typedef {{ kind: string, name: string, parent: string, how: string, deletedFirst: boolean, keys: string[], old: Record<string, unknown>,
 *   news: Record<string, unknown> }} Change
 * @typedef {{ site: string, what: string, how: string, tunnel: string }} Row
 */

/**
 * One entry for each resource that the preview shows, in its order; without the stack, components and providers.
 *
 * @param {readonly Step[]} steps
 * @returns {Change[]}
 */
export function changesOf(steps) {
  const byUrn = Map.groupBy(steps, ({ urn }) => urn);
  return [...byUrn].flatMap(([urn, all]) => {
    const type = urn.split("::")[2] ?? "";
    const isObject = all.some(({ oldState, newState }) => (newState ?? oldState)?.custom === true);
    return isObject && !/(^|\$)pulumi:/.test(type) ? [changeOf(urn, all)] : [];
  });
}

/**
 * @param {string} urn
 * @param {readonly Step[]} steps
 * @returns {Change}
 */
function changeOf(urn, steps) {
  const ops = steps.map(({ op }) => op);
  const old = steps.find(({ oldState }) => oldState !== undefined)?.oldState;
  const news = steps.findLast(({ newState }) => newState !== undefined)?.newState;
  const named = steps.flatMap(({ diffReasons, replaceReasons, detailedDiff }) => [
    ...(diffReasons ?? []),
    ...(replaceReasons ?? []),
    ...Object.keys(detailedDiff ?? {}),
  ]);
  const keys = new Set(named.map((path) => path.split(/[.[]/)[0] ?? "").filter((key) => !key.startsWith("__")));
  return {
    kind: lastWord(urn.split("::")[2] ?? ""),
    name: urn.split("::").slice(3).join("::"),
    parent: (news?.parent ?? old?.parent ?? "").split("::").slice(3).join("::"),
    how: howOf(ops),
    deletedFirst:
      ops.indexOf("delete-replaced") >= 0 && ops.indexOf("delete-replaced") < ops.indexOf("create-replacement"),
    keys: [...keys].sort(),
    old: inputsOf(old),
    news: inputsOf(news),
  };
}

/** @param {readonly string[]} ops */
function howOf(ops) {
  if (ops.some((op) => op === "replace" || op === "create-replacement")) return "replace";
  return ops.find((op) => ["create", "update", "delete", "import"].includes(op)) ?? "same";
}

/** @param {State | undefined} state */
function inputsOf(state) {
  const entries = Object.entries(state?.inputs ?? {}).filter(([key]) => !key.startsWith("__"));
  return Object.fromEntries(entries.map(([key, value]) => [key, key === "psk" ? "[secret]" : value]));
}

/** @param {string} type */
function lastWord(type) {
  return type.split(/[:$/]/).at(-1) ?? "";
}

/**
 * The rows of the table: what is shared first, then the sites, those with the most serious change first.
 *
 * @param {readonly Change[]} changes
 * @returns {{ rows: Row[], sites: number }}
 */
export function rowsOf(changes) {
  const connections = changes.filter(({ kind }) => kind === "IpsecSiteConnection");
  const several = new Set(connections.map(({ parent }) => parent)).size > 1;
  const labels = new Map(connections.map((change) => [change, siteOf(change, several)]));
  const claimed = new Set();
  const groupsOf = groupsIn(changes);
  const rows = [...labels].map(([connection, site]) => {
    const groups = groupsOf(connection);
    for (const group of groups) claimed.add(group);
    return siteRow(site, connection, groups);
  });
  const others = changes
    .filter((change) => change.kind !== "IpsecSiteConnection" && !claimed.has(change))
    .map(sharedRow);
  const changed = (/** @type {Row[]} */ all) => all.filter(({ how }) => how !== "same").sort(byName);
  const order = ["replace", "delete", "update", "create", "import"];
  const sorted = changed(rows).sort((one, other) => order.indexOf(one.how) - order.indexOf(other.how));
  return { rows: [...changed(others), ...sorted], sites: connections.length };
}

/**
 * Steps come in whatever order Pulumi had them done: two previews of the same have the same table.
 *
 * @param {Row} one
 * @param {Row} other
 */
function byName(one, other) {
  return one.site < other.site ? -1 : 1;
}

/**
 * @param {Change} connection
 * @param {boolean} several
 */
function siteOf({ name, parent }, several) {
  if (!name.startsWith(`${parent}-`)) return name;
  const site = name.slice(parent.length + 1);
  return several ? `${parent}: ${site}` : site;
}

/**
 * Finds the endpoint groups of a connection, by name.
 *
 * @param {readonly Change[]} changes
 * @returns {(connection: Change) => Change[]}
 */
function groupsIn(changes) {
  const keyOf = (/** @type {string} */ parent, /** @type {string} */ name) => JSON.stringify([parent, name]);
  const groups = changes.filter(({ kind }) => kind === "EndpointGroup");
  const byKey = Map.groupBy(groups, ({ parent, name }) => keyOf(parent, name));
  return ({ parent, name }) => {
    const base = name.replace(/-standby$/, "");
    return ["remote", "local"].flatMap((side) => byKey.get(keyOf(parent, `${base}-${side}`)) ?? []);
  };
}

/**
 * @param {string} site
 * @param {Change} connection
 * @param {readonly Change[]} groups
 * @returns {Row}
 */
function siteRow(site, connection, groups) {
  const changed = groups.filter(({ how }) => how !== "same");
  const networks = changed.map(({ name }) => (name.endsWith("-remote") ? "remote networks" : "local networks"));
  const keys = connection.keys.filter((key) => !(/EpGroupId$/.test(key) && changed.length > 0));
  const what = { create: ["new site"], delete: ["site removed"], import: ["taken over"] }[connection.how] ?? [
    ...keys,
    ...networks,
  ];
  const how = connection.how === "same" && changed.length > 0 ? "update" : connection.how;
  return { site, what: what.join(", "), how, tunnel: tunnelOf(connection) };
}

/**
 * What a change of a connection means for its tunnel.
 *
 * @param {Change} connection
 */
function tunnelOf({ how, keys, news, deletedFirst }) {
  if (how === "create") return "new";
  if (how === "delete") return "ends";
  if (how === "replace")
    return deletedFirst ? "**interrupted**: deleted, then created" : "**interrupted**: moves to a new connection";
  if (how !== "update" || keys.every((key) => LABELS.has(key))) return "not interrupted";
  if (keys.includes("adminStateUp") && news.adminStateUp === false) return "**ends**: adminStateUp is false";
  return "may renegotiate";
}

/**
 * @param {Change} change
 * @returns {Row}
 */
function sharedRow({ kind, name, how, keys, news }) {
  const isShared = Object.hasOwn(SHARED, kind);
  const what = { create: ["new"], delete: ["removed"], import: ["taken over"] }[how] ?? keys;
  const site = isShared ? `all sites: ${SHARED[/** @type {keyof typeof SHARED} */ (kind)]}` : `${name} (${kind})`;
  return { site, what: what.join(", "), how, tunnel: sharedTunnel({ isShared, how, keys, news }) };
}

/** @param {{ isShared: boolean, how: string, keys: string[], news: Record<string, unknown> }} change */
function sharedTunnel({ isShared, how, keys, news }) {
  if (!isShared || how === "create" || how === "delete") return "";
  if (how === "replace") return "see the sites";
  if (keys.every((key) => LABELS.has(key))) return "not interrupted";
  if (keys.includes("adminStateUp") && news.adminStateUp === false) return "**all end**: adminStateUp is false";
  return "all may renegotiate";
}

/**
 * The lines of each change, by name, for the folded details.
 *
 * @param {readonly Change[]} changes
 * @returns {string[][]}
 */
export function detailsOf(changes) {
  const signs = { create: "+", delete: "-", update: "~", replace: "±", import: "=" };
  const byNames = [...changes].sort((one, other) => (one.name < other.name ? -1 : 1));
  return byNames.flatMap((change) => {
    const sign = signs[/** @type {keyof typeof signs} */ (change.how)];
    return sign === undefined ? [] : [[`${sign} ${change.name} (${change.kind}, ${change.how})`, ...linesOf(change)]];
  });
}

/** @param {Change} change */
function linesOf({ how, keys, old, news }) {
  if (how === "delete") return [];
  if (how === "create" || how === "import")
    return Object.entries(news).map(([key, value]) => `    ${key}: ${shown(value)}`);
  return keys.map((key) => `    ${key}: ${shown(old[key])} => ${shown(news[key])}`);
}

/** @param {unknown} value */
function shown(value) {
  const text = JSON.stringify(value, (_, inner) => (inner?.[SIGNATURE] === undefined ? inner : "[secret]"));
  return text === undefined ? "(none)" : text.replaceAll(`"${UNKNOWN}"`, "(known after up)");
}
