// The manifests of examples/gitops/kubernetes on a real API server that has the operator's types; no operator runs there.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseAllDocuments } from "yaml";
import { ROOT } from "../../../provider/test/support/linkedFolder";
import { columns, report } from "../world/lab";
import { kubectl, mustKubectl } from "./cluster";

const folder = join(ROOT, "examples/gitops/kubernetes");
const crds = join(ROOT, "test/pipelines/crds");
const DRY_RUN = ["apply", "--dry-run=server", "--validate=strict", "-f"];

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: Record<string, unknown>;
}

const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".yaml"))
  .sort();

/** The objects of a file. */
function manifestsOf(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(join(folder, file), "utf8")).map((document) => document.toJS() as Manifest);
}

const rows: string[][] = [];
afterAll(() => report("manifests.txt", columns(rows)));

beforeAll(async () => {
  mustKubectl(["apply", "--server-side", "-f", crds]);
  const established = ["wait", "--for=condition=Established", "--timeout=60s", "crd", "--all"];
  // It fails at once on a definition that the server has not looked at yet.
  for (let tries = 0; tries < 20 && kubectl(established).code !== 0; tries += 1) await pause(500);
  mustKubectl(established);
  // A dry run of an object asks whether its namespace is there.
  const namespaces = files.flatMap(manifestsOf).flatMap(({ metadata }) => metadata.namespace ?? []);
  for (const name of new Set(namespaces)) {
    if (kubectl(["get", "namespace", name]).code !== 0) mustKubectl(["create", "namespace", name]);
  }
});

test.each(files)("%s passes a strict dry run", (file) => {
  const { code, output } = kubectl([...DRY_RUN, join(folder, file)]);
  rows.push(
    ...output
      .trim()
      .split("\n")
      .map((line) => [file, line]),
  );
  expect({ code, output }).toMatchObject({ code: 0 });
});

/** The operator's Stack of the example, as a starting point for wrong ones. */
function stack(): Manifest {
  const found = files
    .flatMap(manifestsOf)
    .find(({ kind, apiVersion }) => kind === "Stack" && apiVersion.startsWith("pulumi.com/"));
  if (found === undefined) throw new Error("examples/gitops/kubernetes has no Stack.");
  return found;
}

test.each<[what: string, change: Record<string, unknown>, sentence: RegExp]>([
  ["a misspelt field", { resyncFrequencySecond: 60 }, /unknown field "spec\.resyncFrequencySecond"/],
  ["a value of another type", { refresh: "yes" }, /spec\.refresh.*(boolean|bool)/],
])("a Stack with %s is refused", (what, change, sentence) => {
  const { code, output } = kubectl(
    [...DRY_RUN, "-"],
    JSON.stringify({ ...stack(), spec: { ...stack().spec, ...change } }),
  );
  rows.push([`Stack with ${what}`, output.trim().split("\n").join(" ")]);
  expect(code).not.toBe(0);
  expect(output).toMatch(sentence);
});

test("a binding to a role without a name is refused", () => {
  const binding = {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name: "wrong" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "" },
  };
  const { code, output } = kubectl([...DRY_RUN, "-"], JSON.stringify(binding));
  expect(code).not.toBe(0);
  expect(output).toContain("roleRef.name");
});
