// Two runs of one stack at the same time: the lock of the backend refuses the second, and nothing is made twice.
import { createHold, type Emulator, startEmulator } from "../../emulator";
import { declare, inputsOf, Project } from "../support/pulumi";

let emulator: Emulator;
let project: Project;

beforeEach(async () => {
  emulator = await startEmulator();
  project = await Project.open(emulator);
  project.program(declare(inputsOf(emulator)));
});
afterEach(async () => {
  project.close();
  await emulator.close();
});

test.each([["up"], ["refresh"], ["destroy"]])(
  "a second run (%s) is refused before it sends anything",
  async (command) => {
    const hold = createHold();
    emulator.fault({ match: { method: "POST", path: /connections$/ }, act: "after", reply: { hold } });
    const first = project.run(["up", "--yes", "--skip-preview"]);
    await hold.arrived;
    const before = emulator.log.length;
    const second = await project.run([command, "--yes", "--skip-preview"]);

    expect(second.code).not.toBe(0);
    expect(second.output).toContain("the stack is currently locked by 1 lock(s)");
    expect(second.output).toContain("`pulumi cancel`");
    expect(emulator.log.length).toBe(before);
    hold.release();
    expect((await first).code).toBe(0);
    expect([...emulator.connections.keys()]).toEqual((await project.state()).map(({ id }) => id));
    await project.must(["preview", "--expect-no-changes"]);
  },
);
