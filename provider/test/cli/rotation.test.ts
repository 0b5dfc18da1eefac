// A password in the configuration of the stack that is changed at the service: refresh and destroy still have the old one, and say what helps.
import { type Emulator, startEmulator } from "../../emulator";
import { declare, inputsOf, Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";

const ROTATED = "a-rotated-password-9876";
const REFUSED = "POST /v3/auth/tokens failed: 401 Unauthorized: The request you have made requires authentication";
const RUN_PROGRAM =
  "`pulumi refresh` and `pulumi destroy` still use what the last `pulumi up` stored in the state: give them --run-program.";

let emulator: Emulator;
let project: Project;

beforeAll(async () => {
  emulator = await startEmulator();
  settleAtOnce(emulator);
  const { OS_PASSWORD: password = "", ...environment } = emulator.environment;
  project = await Project.open({ environment });
  await project.config("vpnaas:password", password, true);
  project.program(declare(inputsOf(emulator)));
  await project.up();
  emulator.changePassword(ROTATED);
  await project.config("vpnaas:password", ROTATED, true);
});
afterAll(async () => {
  project.close();
  await emulator.close();
});

test.each(["refresh", "destroy"])("%s alone: a 401 that names --run-program; nothing is lost", async (command) => {
  const text = await project.fails([command, "--yes"]);
  expect(text).toContain(REFUSED);
  expect(text).toContain(RUN_PROGRAM);
  expect(text).not.toContain(ROTATED);
  expect(emulator.connections.size).toBe(1);
  expect(await project.state()).toHaveLength(1);
});

test("with the flag both work", async () => {
  expect(await project.must(["refresh", "--yes", "--run-program"])).toContain("2 unchanged");
  await project.must(["destroy", "--yes", "--run-program"]);
  expect(emulator.connections.size).toBe(0);
  expect(await project.state()).toEqual([]);
});
