// What a scrape of Prometheus gets, in its text format: https://prometheus.io/docs/instrumenting/exposition_formats
import { memoize } from "../../core/memoize";
import type { ConnectionView } from "./observer";
import { shownText } from "./text";

/** What a scrape has found: the connections, or undefined where the service could not be read. */
interface Scrape {
  readonly views: readonly ConnectionView[] | undefined;
  readonly seconds: number;
}

/** The statuses that a connection has a series for, whatever it is in now. */
const STATUSES = ["ACTIVE", "DOWN", "ERROR", "PENDING_CREATE", "PENDING_UPDATE", "PENDING_DELETE"];

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

/** The text of a scrape. */
export function metricsOf({ views, seconds }: Scrape): string {
  const found = views ?? [];
  const metrics: Metric[] = [
    {
      name: "vpnaas_up",
      help: "Whether this scrape could read the connections from the service.",
      samples: [{ labels: {}, value: views === undefined ? 0 : 1 }],
    },
    {
      name: "vpnaas_scrape_duration_seconds",
      help: "How long reading from the service took.",
      samples: [{ labels: {}, value: seconds }],
    },
    {
      name: "vpnaas_connection_up",
      help: "Whether the status of the IPsec site connection is ACTIVE.",
      samples: found.map((view) => ({
        labels: { ...labelsOf(view), peer: view.peer, service: view.service.name || view.service.id },
        value: view.status === "ACTIVE" ? 1 : 0,
      })),
    },
    {
      name: "vpnaas_connection_status",
      help: "The status of the IPsec site connection: 1 for the one that it has, 0 for the others.",
      samples: found.flatMap((view) =>
        [...new Set([...STATUSES, view.status || "UNKNOWN"])].map((status) => ({
          labels: { ...labelsOf(view), status },
          value: status === (view.status || "UNKNOWN") ? 1 : 0,
        })),
      ),
    },
    {
      name: "vpnaas_connection_status_seen_timestamp_seconds",
      help: "When this process first saw the present status; the service does not tell when it began.",
      samples: found.map((view) => ({ labels: labelsOf(view), value: view.since / 1000 })),
    },
  ];
  // Masking costs more than all the rest: each text is masked once.
  const shown = memoize((text: string) => escaped(shownText(text)));
  const present = metrics.filter(({ samples }) => samples.length > 0);
  return present.map((metric) => textOf(metric, shown)).join("");
}

// The id tells two connections of one name apart.
function labelsOf({ id, name }: ConnectionView): Record<string, string> {
  return { id, name };
}

type Shown = (text: string) => string;

function textOf({ name, help, samples }: Metric, shown: Shown): string {
  const lines = samples.map(({ labels, value }) => `${name}${labelText(labels, shown)} ${value}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...lines, ""].join("\n");
}

function labelText(labels: Readonly<Record<string, string>>, shown: Shown): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${shown(value)}"`);
  return parts.length === 0 ? "" : `{${parts.join(",")}}`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
