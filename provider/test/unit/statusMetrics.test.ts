// The text that Prometheus scrapes: names, values, and labels that no name can break out of.
import { metricsOf } from "../../src/cli/status/metrics";
import { rememberSecret } from "../../src/core/masking/rememberedSecrets";
import { viewOf } from "../support/views";

const linesOf = (text: string, name: string) =>
  text.split("\n").filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));

test("a connection has a series for whether it is up, one for each status, and when its status was first seen", () => {
  const text = metricsOf({ views: [viewOf()], seconds: 0.25 });
  const labels = 'id="aaaaaaaa-0000-4000-8000-000000000001",name="hub-paris"';
  expect(text).toBe(`# HELP vpnaas_up Whether this scrape could read the connections from the service.
# TYPE vpnaas_up gauge
vpnaas_up 1
# HELP vpnaas_scrape_duration_seconds How long reading from the service took.
# TYPE vpnaas_scrape_duration_seconds gauge
vpnaas_scrape_duration_seconds 0.25
# HELP vpnaas_connection_up Whether the status of the IPsec site connection is ACTIVE.
# TYPE vpnaas_connection_up gauge
vpnaas_connection_up{${labels},peer="203.0.113.9",service="gate"} 1
# HELP vpnaas_connection_status The status of the IPsec site connection: 1 for the one that it has, 0 for the others.
# TYPE vpnaas_connection_status gauge
vpnaas_connection_status{${labels},status="ACTIVE"} 1
vpnaas_connection_status{${labels},status="DOWN"} 0
vpnaas_connection_status{${labels},status="ERROR"} 0
vpnaas_connection_status{${labels},status="PENDING_CREATE"} 0
vpnaas_connection_status{${labels},status="PENDING_UPDATE"} 0
vpnaas_connection_status{${labels},status="PENDING_DELETE"} 0
# HELP vpnaas_connection_status_seen_timestamp_seconds When this process first saw the present status; the service does not tell when it began.
# TYPE vpnaas_connection_status_seen_timestamp_seconds gauge
vpnaas_connection_status_seen_timestamp_seconds{${labels}} 1795953600
`);
});

test("where the service could not be read, only that is said: what was seen before is not repeated", () => {
  const text = metricsOf({ views: undefined, seconds: 9.5 });
  expect(text.split("\n").filter((line) => line !== "" && !line.startsWith("#"))).toEqual([
    "vpnaas_up 0",
    "vpnaas_scrape_duration_seconds 9.5",
  ]);
  expect(linesOf(metricsOf({ views: [], seconds: 0 }), "vpnaas_up")).toEqual(["vpnaas_up 1"]);
});

test("a status that is not known, or none, has a series of its own", () => {
  const statuses = (status: string) =>
    linesOf(metricsOf({ views: [viewOf({ status })], seconds: 0 }), "vpnaas_connection_status").filter((line) =>
      line.endsWith(" 1"),
    );
  expect(statuses("FROZEN")).toEqual([expect.stringContaining('status="FROZEN"} 1')]);
  expect(statuses("")).toEqual([expect.stringContaining('status="UNKNOWN"} 1')]);
});

test.each([
  ['say "x"', 'say \\"x\\"'],
  ["back\\slash", "back\\\\slash"],
  ["two\nlines", "two lines"],
  ['"} 1\nvpnaas_up 0\n', '\\"} 1 vpnaas_up 0 '],
  ["\u001b[2J", "\\\\u001b[2J"],
])("the name %j stays inside its label", (name, escaped) => {
  const text = metricsOf({ views: [viewOf({ name })], seconds: 0 });
  expect(linesOf(text, "vpnaas_connection_status_seen_timestamp_seconds")).toEqual([
    expect.stringContaining(`,name="${escaped}"} `),
  ]);
  expect(linesOf(text, "vpnaas_up")).toEqual(["vpnaas_up 1"]);
});

test("a thousand connections with a thousand keys are written in a moment", () => {
  const views = Array.from({ length: 1_000 }, (_, at) => {
    rememberSecret(`Canary-key-${at}-abcdefgh`);
    return viewOf({
      id: `aaaaaaaa-0000-4000-8000-${String(at).padStart(12, "0")}`,
      name: `hub-${at}`,
      peer: `203.0.113.${at % 250}`,
    });
  });
  metricsOf({ views, seconds: 0 });
  const started = performance.now();
  expect(linesOf(metricsOf({ views, seconds: 0 }), "vpnaas_connection_up")).toHaveLength(1_000);
  expect(performance.now() - started).toBeLessThan(2_000);
});
