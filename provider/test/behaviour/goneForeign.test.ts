// An object in another project than the login's, which an administrator works in: when it is gone. And spellings of a project's id.

import { isOfProject } from "../../src/operations/lookup";
import { isInProject } from "../../src/recovery";
import { definitions } from "../../src/resources";
import { LIVES } from "../support/lives";
import { failureOf } from "../support/rejections";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
afterEach(() => stage?.close());

const THEIRS = "98b32953de02430eb8ce89dc6e8c60b6";
const DASHED = "98B32953-de02-430e-b8ce-89dc6e8c60b6";

describe.each(LIVES)("$kind of another project", ({ kind, path, stored }) => {
  async function theirs() {
    stage = await openStage({ dialect: "openstack" });
    const { id, outs } = await stage.of(kind).created();
    const owner = { tenant_id: THEIRS, project_id: THEIRS };
    Object.assign(stored(stage.emulator).get(id) ?? {}, owner);
    const declared = [...(outs.__inputs as string[]), "tenantId"]; // a list of names
    return { id, owner, outs: { ...outs, tenantId: THEIRS, projectId: THEIRS, __inputs: declared } };
  }

  test("an administrator, who sees other projects, finds that it is gone", async () => {
    const { id, owner, outs } = await theirs();
    stage.emulator.seeAllProjects = true;
    const another = { ...stored(stage.emulator).get(id), ...owner, id: "77777777-0000-4000-8000-000000000007" };
    stored(stage.emulator).set(another.id, another);
    stored(stage.emulator).delete(id);
    const { handler } = stage.of(kind);
    expect(await handler.read(id, outs)).toBeUndefined();
    await handler.delete(id, outs);
    // Also without the service's own word.
    stage.emulator.fault({ match: { method: "GET", path: `${path}/${id}` }, times: 2, reply: { status: 404 } });
    expect(await handler.read(id, outs)).toBeUndefined();
  });

  test("a login that sees its own project only cannot tell: it is not gone", async () => {
    const { id, outs } = await theirs();
    const sentence = `It belongs to project ${THEIRS}, but the login is for project`;
    expect((await failureOf(stage.of(kind).handler.read(id, outs))).message).toContain(sentence);
    expect((await failureOf(stage.of(kind).handler.delete(id, outs))).message).toContain(sentence);
  });
});

test("a project is the same in every spelling of its id", async () => {
  stage = await openStage({ dialect: "openstack" });
  expect(isOfProject({ outs: { tenantId: THEIRS } }, DASHED)).toBe(true);
  expect(isOfProject({ outs: { tenantId: THEIRS } }, THEIRS.replace("9", "8"))).toBe(false);
  const definition = definitions["vpnaas:index:IkePolicy"];
  const made = (inputs: { tenantId?: string }, id: string) => ({
    definition,
    inputs,
    context: { projectId: async () => id },
  });
  const item = { id: "1", tenant_id: THEIRS };
  expect(await isInProject(made({}, DASHED), item)).toBe(true);
  expect(await isInProject(made({ tenantId: DASHED }, "other"), item)).toBe(true);
  expect(await isInProject(made({}, "other"), item)).toBe(false);
});
