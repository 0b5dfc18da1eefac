// Who asks: two ways to log in, tokens that end during a run, a reader, another project, no project at all. Nothing is ever lost.
import { countsOf, onlyOne } from "../world/objects";
import { openScene, type Scene, wholeVpn } from "../world/scene";
import type { Login } from "../world/world";

const REFRESH = ["refresh", "--yes", "--skip-preview"];

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  await scene.world.setTokenLife(3600);
  await scene.close();
});

/** The environment of a login, with the variables of the usual one taken away. */
function envOf(login: Login): Record<string, string> {
  const { environment } = scene.world;
  return {
    ...Object.fromEntries(Object.keys(environment).map((name) => [name, ""])),
    ...scene.world.environmentOf(login),
  };
}
const program = (connection: object = {}) => scene.project.program(wholeVpn(scene.world, { connection }));

test("an application credential makes it, the password finds it as it is", async () => {
  program();
  const env = envOf("applicationCredential");
  await scene.project.must(["up", "--yes", "--skip-preview"], { env });
  await scene.project.must([...REFRESH, "--expect-no-changes"], { env });
  await scene.quiet();
  program({ peerId: "branch.example.com" });
  await scene.up();
});

test("a wrong password is a sentence", async () => {
  expect(await scene.fails(REFRESH, { OS_PASSWORD: "wrong" })).toContain("logging in as user");
});

const ELSEWHERE = /lives in project \w+, the settings lead to \w+\. Nothing was sent\./;
test("a login without a project, or of another one, is an error and not the end of what is in the state", async () => {
  const [before, state] = [await countsOf(scene.world), await scene.project.state("every")];
  expect(await scene.fails(REFRESH, envOf("unscoped"))).toMatch(/project/);
  expect(await scene.fails(REFRESH, envOf("other"))).toMatch(ELSEWHERE);
  expect(await scene.fails(["destroy", "--yes", "--skip-preview"], envOf("other"))).toMatch(ELSEWHERE);
  expect(await scene.project.state("every")).toHaveLength(state.length);
  expect(await countsOf(scene.world)).toEqual(before);
  await scene.quiet();
});

test("the role reader, which the VPN API of this release does not know, reads and writes like any other", async () => {
  const env = envOf("reader");
  await scene.project.must([...REFRESH, "--expect-no-changes"], { env });
  program({ peerId: "by-the-reader.example.com" });
  await scene.project.must(["up", "--yes", "--skip-preview"], { env });
  await scene.quiet();
  expect((await onlyOne(scene.world, "ipsec-site-connections")).peer_id).toBe("by-the-reader.example.com");
});

test("tokens of 20 seconds end while up waits; it logs in again and continues", async () => {
  const { world, project } = scene;
  await project.must(["destroy", "--yes", "--skip-preview"]);
  await world.setTokenLife(20);
  await world.hold(true);
  program();
  let waited = 0;
  const startedAt = Date.now();
  const output = await project.must(["up", "--yes", "--skip-preview"], {
    onOutput(printed) {
      if (waited > 0 || !printed.includes("hq creating")) return;
      waited = 1;
      setTimeout(() => void world.hold(false), 45_000);
    },
  });
  expect(output).toContain("7 created");
  expect(waited).toBe(1);
  expect(Date.now() - startedAt).toBeGreaterThan(45_000);
  await scene.quiet();
  await project.must(["destroy", "--yes", "--skip-preview"]);
  await world.setTokenLife(3600);
});
