// Connections as a look of pulumi-vpnaas-status has found them.
import type { ConnectionView } from "../../src/cli/status/observer";

/** A connection that is up, with changes. */
export function viewOf(change: Partial<ConnectionView> = {}): ConnectionView {
  return {
    id: "aaaaaaaa-0000-4000-8000-000000000001",
    name: "hub-paris",
    peer: "203.0.113.9",
    status: "ACTIVE",
    service: { id: "5c561d9d-eaea-45f6-ae3e-08d1a7080828", name: "gate" },
    since: Date.UTC(2026, 10, 29, 12, 0, 0),
    outs: {},
    ...change,
  };
}
