// Many programs, each previewed on its own with the real CLI: Pulumi ends a program at its first refused resource.
import type { Project, Run } from "./pulumi";

/** A resource `hq` of a kind, with these inputs. */
export interface Candidate {
  readonly kind: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Previews each candidate, three at a time; the runs stand in the order of the candidates. */
export async function previewEach(project: Project, candidates: readonly Candidate[]): Promise<Run[]> {
  const cases = candidates.map(({ kind, inputs }) => `() => new vpnaas.${kind}("hq", ${sourceOf(inputs)})`);
  project.program(`[${cases.join(",\n")}][process.env.CASE]();`);
  const runs: Run[] = [];
  const waiting = [...candidates.keys()];
  const work = async (): Promise<void> => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift())
      runs[number] = await project.run(["preview"], { env: { CASE: String(number) } });
  };
  await Promise.all([work(), work(), work()]);
  return runs;
}

// JSON has no undefined, NaN and Infinity; JavaScript has.
function sourceOf(inputs: Readonly<Record<string, unknown>>): string {
  const source = (value: unknown) =>
    typeof value === "number" ? String(value) : (JSON.stringify(value) ?? "undefined");
  return `{ ${Object.entries(inputs).map(([name, value]) => `${name}: ${source(value)}`)} }`;
}
