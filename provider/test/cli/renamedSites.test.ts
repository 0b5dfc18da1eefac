// What gets another name or is replaced, with the real CLI: `formerly` keeps what is there; where Open Telekom Cloud refuses a second
// object, the message names the one in the way and what helps, and just that is played.
import { type Emulator, startEmulator } from "../../emulator";
import { declare as connection, inputsOf, Project } from "../support/pulumi";

const PSK = "Canary-psk-0123456789";

const paris = { peerAddress: "203.0.113.19", peerCidrs: ["10.21.0.0/16"], psk: PSK };
const berlin = { peerAddress: "203.0.113.9", peerCidrs: ["10.20.0.0/16"], psk: PSK };

/** Plays a story in a project of its own; `declare` makes the program a component with these sites and options. */
async function play(
  seed: boolean,
  story: (stage: {
    emulator: Emulator;
    project: Project;
    declare: (connections: object, options?: string, name?: string) => void;
  }) => Promise<void>,
): Promise<void> {
  const emulator = await startEmulator({ seed });
  const project = await Project.open(emulator);
  const { routerId, subnetId } = emulator.seeded;
  const declare = (connections: object, options = "{}", name = "hub") =>
    project.program(
      `new vpnaas.SiteToSiteVpn("${name}", ${JSON.stringify({ routerId, localSubnetIds: [subnetId], connections })}, ${options});`,
    );
  try {
    await story({ emulator, project, declare });
  } finally {
    project.close();
    await emulator.close();
  }
}

const up = ["up", "--yes", "--skip-preview"];
const urnOf = async (project: Project, name: string): Promise<string> =>
  (await project.state("every")).find(({ urn }) => urn.endsWith(`::${name}`))?.urn ?? "";

test("renaming sites, with a standby and local subnets of their own, changes nothing at the service", () =>
  play(false, async ({ emulator, project, declare }) => {
    const { subnetId } = emulator.seeded;
    const own = { localSubnetIds: [subnetId], standby: { peerAddress: "203.0.113.20" } };
    declare({ paris: { ...paris, ...own }, berlin });
    await project.up();
    const before = [...emulator.connections.keys(), ...emulator.endpointGroups.keys()];
    emulator.clearLog();
    declare({ lyon: { ...paris, ...own, formerly: "paris" }, bonn: { ...berlin, formerly: ["berlin", "west"] } });
    await project.must(["preview", "--expect-no-changes"]);
    await project.up();
    declare({ lyon: { ...paris, ...own }, bonn: berlin });
    await project.must(["preview", "--expect-no-changes"]);
    expect(emulator.vpnRequests().filter(({ method }) => method !== "GET")).toEqual([]);
    expect([...emulator.connections.keys(), ...emulator.endpointGroups.keys()]).toEqual(before);
  }));

test("a site under another name without `formerly`: refused with that way out, which keeps the connection", () =>
  play(false, async ({ emulator, project, declare }) => {
    declare({ paris, berlin });
    await project.up();
    const before = [...emulator.connections.keys()];
    declare({ lyon: paris, berlin });
    const said = await project.fails(up);
    expect(said).toContain("400 VPC.1018: The local and the remote subnet are already used by another VPN connection");
    expect(said).toContain(
      'joins some of these subnets: resource hub-paris of this stack. If lyon is the new name of the site paris, give its entry formerly: "paris"',
    );
    declare({ lyon: { ...paris, formerly: "paris" }, berlin });
    await project.up();
    expect([...emulator.connections.keys()]).toEqual(before);
    declare({ lyon: paris, berlin });
    await project.must(["preview", "--expect-no-changes"]);
  }));

test("a component under another name: refused with an alias of the component, which keeps everything", () =>
  play(false, async ({ emulator, project, declare }) => {
    declare({ paris });
    await project.up();
    const before = [...emulator.vpnservices.keys(), ...emulator.connections.keys()];
    declare({ paris }, "{}", "core");
    const said = await project.fails(up);
    expect(said).toContain("400 VPC.1026: A VPN gateway already exists in the VPC");
    expect(said).toContain(
      'has the same routerId: resource hub-service of this stack. If core is the new name of the component hub, put the name hub back and run `pulumi up`; then give core the option aliases: [{ name: "hub" }]',
    );
    declare({ paris });
    await project.up();
    declare({ paris }, '{ aliases: [{ name: "hub" }] }', "core");
    await project.up();
    expect([...emulator.vpnservices.keys(), ...emulator.connections.keys()]).toEqual(before);
  }));

test("a connection under another name: refused with an alias and `pulumi state rename`, and each of them works", () =>
  play(true, async ({ emulator, project }) => {
    project.program(connection(inputsOf(emulator), "{}", "paris"));
    await project.up();
    const [id = ""] = [...emulator.connections.keys()];
    project.program(connection(inputsOf(emulator), "{}", "lyon"));
    const said = await project.fails(up);
    expect(said).toContain(`(${id}) has the same peerAddress: resource paris of this stack. If lyon is its new name`);
    project.program(connection(inputsOf(emulator), '{ aliases: [{ name: "paris" }] }', "lyon"));
    emulator.clearLog();
    await project.must(["preview", "--expect-no-changes"]);
    const [, urn = "", name = ""] = /or run `pulumi state rename '(\S+)' (\S+)`/.exec(said) ?? [];
    await project.must(["state", "rename", urn, name, "--yes"]);
    project.program(connection(inputsOf(emulator), "{}", "lyon"));
    await project.must([...up, "--expect-no-changes"]);
    expect(emulator.vpnRequests().filter(({ method }) => method !== "GET")).toEqual([]);
    expect([...emulator.connections.keys()]).toEqual([id]);
  }));

test("`pulumi state taint`: refused with deleteBeforeReplace, which replaces the connection", () =>
  play(true, async ({ emulator, project }) => {
    project.program(connection(inputsOf(emulator)));
    await project.up();
    const [id = ""] = [...emulator.connections.keys()];
    await project.must(["state", "taint", await urnOf(project, "hq"), "--yes"]);
    const said = await project.fails(up);
    expect(said).toContain(
      `(${id}) has the same peerAddress. This run replaces it: give hq the option deleteBeforeReplace: true`,
    );
    project.program(connection(inputsOf(emulator), "{ deleteBeforeReplace: true }"));
    await project.up();
    expect([...emulator.connections.keys()]).toEqual([expect.not.stringMatching(id)]);
  }));

test("`replacementTrigger` and `--replace`: the same", () =>
  play(true, async ({ emulator, project }) => {
    project.program(connection(inputsOf(emulator), '{ replacementTrigger: "one" }'));
    await project.up();
    const way = "This run replaces it: give hq the option deleteBeforeReplace: true";
    project.program(connection(inputsOf(emulator), '{ replacementTrigger: "two" }'));
    expect(await project.fails(up)).toContain(way);
    project.program(connection(inputsOf(emulator), '{ replacementTrigger: "one" }'));
    expect(await project.fails([...up, "--replace", await urnOf(project, "hq")])).toContain(way);
    project.program(connection(inputsOf(emulator), '{ replacementTrigger: "two", deleteBeforeReplace: true }'));
    await project.up();
    expect(emulator.connections.size).toBe(1);
  }));

test("a connection of a component that is replaced: deleteBeforeReplace by a transformation, as the documentation writes it", () =>
  play(false, async ({ emulator, project, declare }) => {
    declare({ paris });
    await project.up();
    const [id = ""] = [...emulator.connections.keys()];
    await project.must(["state", "taint", await urnOf(project, "hub-paris"), "--yes"]);
    expect(await project.fails(up)).toContain(
      "This run replaces it: give hub-paris the option deleteBeforeReplace: true, by a transformation of its component",
    );
    declare(
      { paris },
      "{ transformations: [({ props, opts }) => ({ props, opts: { ...opts, deleteBeforeReplace: true } })] }",
    );
    await project.up();
    expect([...emulator.connections.keys()]).toEqual([expect.not.stringMatching(id)]);
  }));

test("a connection that this stack does not have: refused with adoptId, which takes it over", () =>
  play(true, async ({ emulator, project }) => {
    project.program(connection(inputsOf(emulator)));
    await project.up();
    const [id = ""] = [...emulator.connections.keys()];
    await project.must(["state", "delete", await urnOf(project, "hq"), "--yes"]);
    project.program(connection(inputsOf(emulator), "{}", "lyon"));
    expect(await project.fails(up)).toContain(
      `it is not in this stack's state. To manage it here, set adoptId: "${id}"`,
    );
    project.program(connection(inputsOf(emulator, { adoptId: id }), "{}", "lyon"));
    await project.up();
    expect([...emulator.connections.keys()]).toEqual([id]);
  }));
