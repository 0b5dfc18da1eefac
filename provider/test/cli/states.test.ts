// States that earlier versions wrote, with what the service held then: read without a difference, for ever. The files were
// written by the version in their name, with the real CLI, and are never written again.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CollectionName, type Dialect, type Emulator, startEmulator, type WireObject } from "../../emulator";
import { Project } from "../support/pulumi";
import { useDynamic, usePlugin } from "../support/worlds";

interface Frozen {
  readonly dialect: Dialect;
  readonly program: readonly string[];
  /** Of the service, by collection. */
  readonly objects: Readonly<Record<CollectionName, readonly WireObject[]>>;
  /** What `pulumi stack export --show-secrets` printed. */
  readonly state: unknown;
}

let emulator: Emulator;
let project: Project;
afterEach(async () => {
  project.close();
  await emulator.close();
});

/** A stack with the frozen state, next to a service with the frozen objects. */
async function thaw(name: string, change: (object: WireObject) => WireObject = (object) => object): Promise<void> {
  const frozen = JSON.parse(readFileSync(join(__dirname, "states", `${name}.json`), "utf8")) as Frozen; // written as such
  emulator = await startEmulator({ dialect: frozen.dialect, seed: false });
  for (const [collection, objects] of Object.entries(frozen.objects))
    for (const object of objects) emulator.place(collection as CollectionName, change(object)); // the keys of a Record
  project = await Project.open(emulator);
  project.write("frozen.json", JSON.stringify(frozen.state));
  await project.must(["stack", "import", "--file", "frozen.json"]);
  project.program(frozen.program.join("\n"));
}

const writes = () => emulator.vpnRequests().filter(({ method }) => method !== "GET");

describe.each(["otc", "openstack"])("a state of version 0.1.0 (%s)", (dialect) => {
  test("all kinds, a component, an explicit provider, tags, adopted objects: no difference, then destroyed", async () => {
    await thaw(`0.1.0-whole-${dialect}`);
    await project.must(["preview", "--expect-no-changes"]);
    expect(emulator.vpnRequests().filter(({ path }) => !path.includes("/vpnservices/"))).toEqual([]); // the component's `get`
    await project.up("--expect-no-changes");
    await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    await project.must(["preview", "--expect-no-changes"]);
    expect(writes()).toEqual([]);
    await project.must(["destroy", "--yes", "--skip-preview"]);
    expect(emulator.connections.size).toBe(0);
    expect(writes().every(({ method, status }) => method === "DELETE" && status === 204)).toBe(true);
  });

  test("the same moves to the plugin, back, and is destroyed: no write before", async () => {
    await thaw(`0.1.0-whole-${dialect}`);
    const ids = async () => (await project.state("every")).map(({ id }) => id).sort();
    const before = await ids();
    await usePlugin(project);
    // The service that the component only looks up is no resource of the stack: it is read under its new name.
    expect((await project.preview("every")).map(({ op, urn }) => [op, urn.split("::").at(-1)])).toEqual([
      ["read", "site-existing-service"],
      ["discard", "site-existing-service"],
    ]);
    await project.up();
    await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    await useDynamic(project);
    const output = await project.up();
    expect(output).toContain("taken over from the plugin: only the state changes, nothing is sent");
    await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    await project.must(["preview", "--expect-no-changes"]);
    expect(writes()).toEqual([]);
    expect(await ids()).toEqual(before);
    await project.must(["destroy", "--yes", "--skip-preview"]);
    expect(emulator.connections.size).toBe(0);
    expect(writes().every(({ method, status }) => method === "DELETE" && status === 204)).toBe(true);
  });

  test("a line that was removed under it is no change", async () => {
    await thaw(`0.1.0-removed-${dialect}`);
    await project.up("--expect-no-changes");
    await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    await project.must(["preview", "--expect-no-changes"]);
    expect(writes()).toEqual([]);
  });

  test("a connection that failed under it and has recovered since: taken on without a write", async () => {
    await thaw(`0.1.0-failed-${dialect}`, (object) =>
      object.status === "ERROR" ? { ...object, status: "DOWN" } : object,
    );
    await project.up();
    expect(writes()).toEqual([]);
    expect(emulator.connections.size).toBe(1);
    await project.must(["preview", "--expect-no-changes"]);
  });
});
