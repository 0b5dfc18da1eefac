// docs/monitoring.md and examples/monitoring: the picture is the one that the command draws, and the alerts use metrics that it serves.
// `make reality` has the rest of the example: promtool reads it, and a real Prometheus plays it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { STATUS_HELP } from "../../src/cli/status/arguments";
import { metricsOf } from "../../src/cli/status/metrics";
import { SENTENCES } from "../../src/diagnosis/peerLogSentences";
import { ROOT } from "../support/linkedFolder";
import { viewOf } from "../support/views";
import { openWatching, placeNumbered } from "../support/watching";

const textOf = (path: string) => readFileSync(join(ROOT, path), "utf8");
const EXAMPLE = "examples/monitoring";

test("the picture of the page is what the command prints", async () => {
  const stage = await openWatching({ dialect: "openstack" });
  const plain = { local_ep_group_id: null, peer_ep_group_id: null };
  placeNumbered(stage.emulator, 1, { name: "hub-paris" });
  placeNumbered(stage.emulator, 2, { name: "hub-rome", status: "DOWN", ...plain, peer_cidrs: ["10.30.0.0/16"] });
  placeNumbered(stage.emulator, 3, {
    name: "hub-oslo",
    status: "PENDING_UPDATE",
    ...plain,
    peer_cidrs: ["10.40.0.0/16", "10.41.0.0/16"],
  });
  const { said } = await stage.status("--picture");
  await stage.close();
  expect(/```mermaid\n([\s\S]*?)\n```/.exec(textOf("docs/monitoring.md"))?.[1]).toBe(said);
});

const metrics = [...metricsOf({ views: [viewOf()], seconds: 1 }).matchAll(/^# TYPE (\w+) gauge$/gm)].map(
  ([, name = ""]) => name,
);

test("the page has each metric, each cause of a log and each view", () => {
  const rows = [...textOf("docs/monitoring.md").matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name = ""]) => name);
  const causes = Object.keys(SENTENCES).filter((name) => name !== "established");
  expect(rows).toEqual([...causes, ...metrics]);
  for (const name of ["why", "watch", "json", "check", "prometheus", "picture", "peer-log", "listen"]) {
    expect(textOf("docs/monitoring.md")).toContain(`--${name}`);
    expect(STATUS_HELP).toContain(`--${name}`);
  }
});

interface Rules {
  readonly groups: readonly { rules: readonly { alert: string; expr: string; annotations: object }[] }[];
}

test("the alerts use metrics and labels that the command serves", () => {
  const rules = (parse(textOf(`${EXAMPLE}/alerts.yml`)) as Rules).groups.flatMap((group) => group.rules); // promtool checks its shape
  expect(rules.map(({ alert }) => alert)).toEqual(["VpnConnectionDown", "VpnConnectionMissing", "VpnStatusUnknown"]);
  for (const { expr, annotations } of rules) {
    for (const [name] of expr.matchAll(/vpnaas_\w+/g)) expect(metrics).toContain(name);
    for (const [, label] of JSON.stringify(annotations).matchAll(/\$labels\.(\w+)/g))
      expect(["id", "name", "peer", "service"]).toContain(label);
  }
});
