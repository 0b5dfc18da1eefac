// The world of a story on the emulator. A user who may only read is the project's own user there: in the release of Neutron that
// it plays, the VPN API does not know that role.
import { startEmulator } from "../../../provider/emulator";
import { senderOf } from "./http";
import type { Login, World } from "./world";

export async function openEmulatorWorld(): Promise<World> {
  const emulator = await startEmulator({ dialect: "openstack", seed: false });
  const { routerId, secondRouterId, bareRouterId, subnetId, secondSubnetId, offRouterSubnetId } = emulator.seeded;
  const { OS_AUTH_URL = "", OS_REGION_NAME = "", ...login } = emulator.environment;
  const place = { OS_AUTH_URL, OS_REGION_NAME };
  const other = emulator.otherCredentials;
  const environments: Record<Login, Record<string, string>> = {
    password: emulator.environment,
    reader: emulator.environment,
    applicationCredential: emulator.environmentFor("applicationCredential"),
    other: {
      ...emulator.environment,
      OS_USERNAME: other.username,
      OS_PASSWORD: other.password,
      OS_PROJECT_NAME: other.projectName,
    },
    unscoped: {
      ...place,
      OS_USERNAME: login.OS_USERNAME ?? "",
      OS_PASSWORD: login.OS_PASSWORD ?? "",
      OS_USER_DOMAIN_NAME: login.OS_USER_DOMAIN_NAME ?? "",
    },
  };
  return {
    kind: "emulator",
    network: { routerId, secondRouterId, bareRouterId, subnetId, secondSubnetId, lonelySubnetId: offRouterSubnetId },
    environment: emulator.environment,
    environmentOf: (who) => environments[who],
    send: senderOf(emulator.endpoint, (who) => environments[who]),
    async hold(isHeld) {
      for (const transition of Object.values(emulator.transitions)) transition.hold = isHeld;
      if (!isHeld) for (const id of emulator.connections.keys()) emulator.settle(id);
    },
    async setStatus(id, status) {
      emulator.setStatus(id, status);
    },
    async setTokenLife(seconds) {
      emulator.tokenLifetime = seconds * 1000;
    },
    close: () => emulator.close(),
  };
}
