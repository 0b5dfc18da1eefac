// The faults of the service itself: statuses that do not end well, refusals because of use or pending work, tokens that end.
import type { FaultReply } from "../../../emulator";
import { type Fault, type Scene, verbOf } from "./model";
import { order, refuse } from "./networkFaults";

const neutron = (status: number, type: string, message: string): FaultReply => ({
  status,
  body: { NeutronError: { type, message, detail: "" } },
});

interface End {
  readonly to: string;
  readonly hold?: boolean;
  readonly milliseconds?: number;
}

/** Lets the status of the object end as given after the write; for a read it has that status already. */
function endsAs({ stage: { emulator }, moment, life, id }: Scene, { to, hold = false, milliseconds }: End): void {
  const verb = verbOf(moment);
  if (verb === "read") {
    emulator.setStatus(id, to);
    return;
  }
  const pending = `PENDING_${verb.toUpperCase()}`;
  const transition = { pending, reads: 1, to, hold, ...(milliseconds === undefined ? {} : { milliseconds }) };
  if (life.kind === "VpnService") emulator.serviceTransitions.update = transition;
  else emulator.transitions[verb] = transition;
}

function settledIn({ life, moment }: Scene): string {
  if (life.kind === "VpnService") return "ACTIVE";
  return verbOf(moment) === "delete" ? "GONE" : "DOWN";
}

function anotherThan({ stage, life, id }: Scene): Record<string, unknown> {
  return { ...life.stored(stage.emulator).get(id), id: "99999999-0000-4000-8000-000000000009", name: "another" };
}

const ends = (name: string, end: (scene: Scene) => End): Fault => ({
  name,
  arrange: (scene) => endsAs(scene, end(scene)),
});

const refusal = (name: string, reply: FaultReply): Fault => ({
  name,
  arrange: (scene) => refuse(scene, reply),
});

/** In the order of the report. */
export const SERVICE_FAULTS: readonly Fault[] = [
  {
    // Shorter than the two minutes before its end at which a token is renewed otherwise: it is used to its very end.
    name: "token expires while waiting",
    arrange(scene) {
      const { emulator } = scene.stage;
      emulator.tokenLifetime = 20_000;
      emulator.revokeTokens();
      endsAs(scene, { to: settledIn(scene), milliseconds: 45_000 });
    },
  },
  ends("status ERROR", () => ({ to: "ERROR" })),
  ends("status stuck in PENDING_*", ({ moment }) =>
    verbOf(moment) === "read" ? { to: "PENDING_UPDATE" } : { to: "DOWN", hold: true },
  ),
  ends("unknown status", () => ({ to: "HIBERNATING" })),
  {
    name: "404 right after create",
    arrange: (scene) =>
      scene.stage.emulator.fault({
        match: { method: "GET", path: new RegExp(`^${scene.life.path}/`) },
        times: scene.lasting === "once" ? 3 : Number.POSITIVE_INFINITY,
        reply: { status: 404, body: { code: "VPC.0202", message: "not found" } },
      }),
  },
  {
    name: "404 of a gateway that knows no VPNs",
    arrange: (scene) => order(scene, { reply: { status: 404, body: "404 page not found" } }),
  },
  refusal("404 about a route", { status: 404, body: { code: "RouteNotFound", message: "no such route" } }),
  {
    name: "reply about another object",
    arrange: (scene) => refuse(scene, { status: 200, body: { [scene.life.envelope]: anotherThan(scene) } }),
  },
  {
    name: "reads lag 4 s behind the write",
    arrange({ stage: { emulator } }) {
      emulator.readLag = 4_000;
    },
  },
  {
    name: "PENDING_* begins 0.8 s after the write",
    arrange(scene) {
      endsAs(scene, { to: scene.lasting === "once" ? settledIn(scene) : "ERROR" });
      const { transitions, serviceTransitions } = scene.stage.emulator;
      for (const each of [transitions.create, transitions.update, serviceTransitions.update]) each.beginsAfter = 800;
    },
  },
  refusal("in use (409)", neutron(409, "IKEPolicyInUse", "it is in use by existing IPsecSiteConnections")),
  refusal("in use (400)", neutron(400, "EndpointGroupInUse", "Endpoint group is in use and cannot be deleted")),
  refusal("400 because pending", neutron(400, "VPNStateInvalidToUpdate", "Invalid state PENDING_UPDATE of it")),
];
