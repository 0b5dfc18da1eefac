// Whether the provider process finds the code that the program uses, told while the program runs.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { placeProblem } from "../../../sdk/nodejs/runtime/ownPlace";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "vpnaas-place-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes a copy of the package in `where`; returns the file of its provider. */
function copyIn(where: string): string {
  const own = join(where, "dynamic.js");
  mkdirSync(dirname(own), { recursive: true });
  writeFileSync(own, "");
  const exports = { "./provider": "./dynamic.js" };
  writeFileSync(join(where, "package.json"), JSON.stringify({ name: "pulumi-vpnaas", exports }));
  return own;
}

test("one copy, also below a folder above, is nothing to speak of", () => {
  const own = copyIn(join(folder, "node_modules/pulumi-vpnaas"));
  mkdirSync(join(folder, "src"));
  expect(placeProblem(folder, own)).toBeUndefined();
  expect(placeProblem(join(folder, "src"), own)).toBeUndefined();
});

test("nor is a linked one", () => {
  const own = copyIn(join(folder, "package"));
  mkdirSync(join(folder, "infra/node_modules"), { recursive: true });
  symlinkSync(join(folder, "package"), join(folder, "infra/node_modules/pulumi-vpnaas"));
  expect(placeProblem(join(folder, "infra"), own)).toBeUndefined();
  expect(placeProblem(join(folder, "infra"), join(folder, "infra/node_modules/pulumi-vpnaas/dynamic.js"))).toBe(
    undefined,
  );
});

test("only another package has it: refused, with the cure", () => {
  const own = copyIn(join(folder, "component/node_modules/pulumi-vpnaas"));
  expect(placeProblem(join(folder, "infra"), own)).toEqual({
    isFatal: true,
    sentence:
      `The program uses pulumi-vpnaas from ${own}, but Pulumi's provider process looks for pulumi-vpnaas/provider from ` +
      `${folder}/infra and does not find it. Make pulumi-vpnaas a dependency in the package.json of the program in ` +
      `${folder}/infra, and install it there.`,
  });
});

describe("a workspace of pnpm, which links each package to its own dependencies only", () => {
  const open = () => {
    const store = join(folder, "node_modules/.pnpm");
    const own = copyIn(join(store, "pulumi-vpnaas@0.1.0/node_modules/pulumi-vpnaas"));
    const link = (target: string, path: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      symlinkSync(target, join(folder, path));
    };
    link(dirname(own), "node_modules/.pnpm/node_modules/pulumi-vpnaas");
    link(dirname(own), "packages/component/node_modules/pulumi-vpnaas");
    link(join(folder, "packages/component"), "packages/infra/node_modules/component");
    return { own, link, infra: join(folder, "packages/infra") };
  };

  test("only a component depends on it: refused, with the cure", () => {
    const { own, infra } = open();
    expect(placeProblem(infra, own)).toEqual({
      isFatal: true,
      sentence:
        `The program uses pulumi-vpnaas from ${own}, but Pulumi's provider process looks for pulumi-vpnaas/provider from ` +
        `${infra} and does not find it. Make pulumi-vpnaas a dependency in the package.json of the program in ` +
        `${infra}, and install it there.`,
    });
  });

  test("the program depends on it, too: one copy", () => {
    const { own, link, infra } = open();
    link(dirname(own), "packages/infra/node_modules/pulumi-vpnaas");
    expect(placeProblem(infra, own)).toBeUndefined();
  });
});

test("two copies: a warning that names both, with the cure", () => {
  const own = copyIn(join(folder, "infra/node_modules/component/node_modules/pulumi-vpnaas"));
  const other = copyIn(join(folder, "infra/node_modules/pulumi-vpnaas"));
  expect(placeProblem(join(folder, "infra"), own)).toEqual({
    isFatal: false,
    sentence:
      `There are two copies of pulumi-vpnaas: the program uses ${own}, Pulumi's provider process uses ${other}. ` +
      `Make pulumi-vpnaas a dependency in the package.json of the program in ${folder}/infra in the version that every ` +
      "other package asks for, so that one copy is installed (`npm dedupe`).",
  });
});
