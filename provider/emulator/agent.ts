// The agent behind an OpenStack API: some time after a write it applies what is stored then, and reports what has become of each tunnel.
// Written from the drivers of Neutron VPNaaS; it knows administrative states only, not what the two sides negotiate.
import type { State, WireObject } from "./model";

/** Call once a PUT has changed a connection, whatever it has changed. */
export function tellAgent(state: State, { vpnservice_id: serviceId }: WireObject): void {
  if (state.dialect !== "openstack") return;
  const at = state.now() + state.agent.reportsAfter;
  state.agentWork.due.push({ at, act: () => applyAll(state, { serviceId, at }) });
}

/** Does whatever the agent has to do until now, in the order of time. */
export function runAgent(state: State): void {
  const { agentWork } = state;
  for (;;) {
    const [next] = agentWork.due.filter(({ at }) => at <= state.now()).sort((one, other) => one.at - other.at);
    if (next === undefined) return;
    agentWork.due = agentWork.due.filter((each) => each !== next);
    next.act();
  }
}

// What was written and taken back before the agent looks is nothing to it.
function applyAll(state: State, { serviceId, at }: { serviceId: unknown; at: number }): void {
  const { agent, agentWork } = state;
  const all = [...state.collections.connections.values()].filter(({ vpnservice_id }) => vpnservice_id === serviceId);
  const isRunning = all.some(isUp);
  for (const connection of all) {
    const id = String(connection.id);
    const isTaken = agent.drives === "strongswan" ? !isRunning : !isUp(connection);
    if (isTaken) {
      agentWork.taken.add(id);
      if (connection.status === "ACTIVE") connection.status = "DOWN";
    } else if (agentWork.taken.delete(id) && agent.negotiatesIn !== undefined) {
      const act = () => void (agentWork.taken.has(id) || Object.assign(connection, { status: "ACTIVE" }));
      agentWork.due.push({ at: at + agent.negotiatesIn, act });
    }
  }
}

function isUp(connection: WireObject): boolean {
  return connection.admin_state_up !== false;
}
