// A server is stopped while `up` waits, and started again: the run survives or ends with an error, and the next `up` finishes.
// Nothing is lost, nothing is there twice.

import { Lab, type Server } from "../world/lab";
import { countsOf, NOTHING, onlyOne } from "../world/objects";
import { madeUp, openScene, type Scene, wholeVpn } from "../world/scene";
import { labFolder } from "../world/world";

const ONE = {
  ...NOTHING,
  vpnservices: 1,
  ikepolicies: 1,
  ipsecpolicies: 1,
  "endpoint-groups": 2,
  "ipsec-site-connections": 1,
};
const UP = ["up", "--yes", "--skip-preview"];
/** How long a server is away, in milliseconds, apart from the time that its stop and start take. */
const AWAY = 8_000;

const lab = new Lab(labFolder());
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

/** Runs `up`; once the connection is being made, these servers go away for a while, and then what is pending settles. */
async function upThrough(servers: readonly Server[], when: RegExp): Promise<{ code: number; output: string }> {
  let outage: Promise<void> | undefined;
  const run = await scene.project.run(UP, {
    onOutput(output) {
      if (outage === undefined && when.test(output)) outage = takeAway(servers);
    },
  });
  if (outage === undefined) throw new Error(`Nothing was taken away:\n${run.output}`);
  await outage;
  return run;
}

async function takeAway(servers: readonly Server[]): Promise<void> {
  await lab.stop(...servers);
  await pause(AWAY);
  await lab.start(...servers);
  await scene.world.hold(false);
}

const survived: string[] = [];
afterAll(() => process.stdout.write(`outages: ${survived.join("; ")}\n`));

const OUTAGES: readonly (readonly [string, readonly Server[]])[] = [
  ["Keystone", ["keystone"]],
  ["Neutron", ["neutron"]],
  ["the message queue", ["rabbit"]],
  ["the database", ["mariadb"]],
  ["everything but the queue", ["neutron", "keystone", "mariadb"]],
];

test.each(OUTAGES)("%s goes away while up waits for a connection", async (name, servers) => {
  const { project, world } = scene;
  project.program(wholeVpn(world));
  await world.hold(true);
  const run = await upThrough(servers, /hq creating/);
  survived.push(`${name}, waiting: ${run.code === 0 ? "survived" : "ended with an error"}`);
  expect(run.output).not.toMatch(/\n\s+at .*:\d+|anary-psk/);
  await scene.up();
  expect(await countsOf(world)).toEqual(ONE);
  expect(await onlyOne(world, "ipsec-site-connections")).toMatchObject({ status: "DOWN", name: madeUp("hq") });
  expect(await project.state("every")).toHaveLength(6);
});

test.each(OUTAGES.slice(0, 4))("%s goes away while everything is created", async (name, servers) => {
  const { project, world } = scene;
  project.program(wholeVpn(world));
  const run = await upThrough(servers, /ike creating|ipsec creating|local creating/);
  survived.push(`${name}, creating: ${run.code === 0 ? "survived" : "ended with an error"}`);
  expect(run.output).not.toMatch(/\n\s+at .*:\d+|anary-psk/);
  await scene.up();
  expect(await countsOf(world)).toEqual(ONE);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect(await countsOf(world)).toEqual(NOTHING);
});
