// Tags of a connection with the real Pulumi CLI: what a preview names, what is sent, and a failed call that the next up makes up for.
import { type Emulator, startEmulator } from "../../emulator";
import { declare, inputsOf, Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";

let emulator: Emulator;
let project: Project;

beforeEach(async () => {
  emulator = await startEmulator();
  settleAtOnce(emulator);
  project = await Project.open(emulator);
});
afterEach(async () => {
  project.close();
  await emulator.close();
});

const program = (change: Record<string, unknown>) => project.program(declare(inputsOf(emulator, change)));
const actions = () => emulator.requests({ path: /\/tags\/action$/ }).map(({ body }) => body);
const writes = () => emulator.vpnRequests().filter(({ method }) => method !== "GET");

test("the story of tags: set, no difference, changed, changed by hand, removed, no longer declared", async () => {
  program({ tags: { env: "prod", owner: "net" } });
  await project.up();
  expect(actions()).toEqual([
    {
      action: "create",
      tags: [
        { key: "env", value: "prod" },
        { key: "owner", value: "net" },
      ],
    },
  ]);
  await project.up("--expect-no-changes");
  await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);

  program({ tags: { env: "test", site: "berlin" } });
  const [step] = await project.preview();
  expect(step).toMatchObject({ op: "update", diffReasons: ["tags"] });
  expect(Object.keys(step?.detailedDiff ?? {}).sort()).toEqual(["tags.env", "tags.owner", "tags.site"]);
  emulator.clearLog();
  await project.up();
  expect(actions()).toEqual([
    { action: "delete", tags: [{ key: "owner" }] },
    {
      action: "create",
      tags: [
        { key: "env", value: "test" },
        { key: "site", value: "berlin" },
      ],
    },
  ]);
  expect(writes()).toHaveLength(2);

  const [connection = {}] = emulator.connections.values();
  connection.tags = [{ key: "env", value: "by hand" }];
  await project.must(["refresh", "--yes", "--skip-preview"]);
  expect((await project.state())[0]?.outputs).toMatchObject({ tags: { env: "by hand" } });
  await project.up();
  expect(connection.tags).toEqual([
    { key: "env", value: "test" },
    { key: "site", value: "berlin" },
  ]);

  program({ tags: {} });
  await project.up();
  expect(connection.tags).toEqual([]);

  connection.tags = [{ key: "of", value: "others" }];
  program({});
  emulator.clearLog();
  await project.up();
  await project.must(["refresh", "--yes", "--skip-preview"]);
  await project.must(["preview", "--expect-no-changes"]);
  expect(writes()).toEqual([]);
  expect(connection.tags).toEqual([{ key: "of", value: "others" }]);
});

test("a failed tag call after the create: the connection is kept, the next up finishes, nothing is doubled", async () => {
  const reply = { status: 400, body: { code: "VPC.1001", message: "the tags are not ready yet" } };
  emulator.fault({ match: { method: "POST", path: /\/tags\/action$/ }, reply });
  program({ tags: { env: "prod" } });
  const failed = await project.run(["up", "--yes", "--skip-preview"]);
  expect(failed.code).not.toBe(0);
  expect(failed.output).toContain("its fields are created, but its tags are not: ");
  expect(failed.output).toContain("the tags are not ready yet");
  const [id] = emulator.connections.keys();
  expect(await project.state()).toEqual([expect.objectContaining({ id })]);

  emulator.clearLog();
  await project.up();
  expect(writes().map(({ method, path }) => `${method} ${path.split("/").at(-1)}`)).toEqual(["POST action"]);
  expect([...emulator.connections.keys()]).toEqual([id]);
  expect((await project.state())[0]).toMatchObject({ id, outputs: { tags: { env: "prod" } } });
  await project.must(["preview", "--expect-no-changes"]);
});
