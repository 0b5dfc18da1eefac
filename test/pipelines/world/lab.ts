// What run.mjs has made ready: ports, programs, accounts, and the folder of what people are to see afterwards.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Lab {
  readonly folder: string;
  readonly ports: Readonly<Record<string, number>>;
  readonly tools: Readonly<Record<string, string>>;
  readonly accounts: {
    readonly minio: { readonly MINIO_ROOT_USER: string; readonly MINIO_ROOT_PASSWORD: string };
    readonly gitea: { readonly name: string; readonly password: string };
    readonly kubernetes: { readonly token: string };
  };
}

/** The lab of this part; throws outside of `make pipelines`. */
export function openLab(): Lab {
  const folder = process.env.VPNAAS_LAB;
  if (folder === undefined) throw new Error("VPNAAS_LAB is not set: run these tests with `make pipelines`");
  // Written by lab.mjs.
  return JSON.parse(readFileSync(join(folder, "lab.json"), "utf8")) as Lab;
}

/** The port of a server. */
export function portOf(lab: Lab, name: string): number {
  const port = lab.ports[name];
  if (port === undefined) throw new Error(`The lab of this part has no ${name}.`);
  return port;
}

/** The path of a program. */
export function toolOf(lab: Lab, name: string): string {
  const path = lab.tools[name];
  if (path === undefined) throw new Error(`The lab of this part has no ${name}.`);
  return path;
}

/** Keeps a text for the end of the run: `make pipelines` prints it, and leaves it in `.tmp/pipelines`. */
export function report(name: string, text: string): void {
  writeFileSync(join(openLab().folder, "report", name), text);
}

/** Rows as columns of equal width. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, at) => Math.max(cell.length, all[at] ?? 0)), []);
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
