// The toolchains of other languages, as tools/languages.mjs made sure of them.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where everything is: see tools/languages.mjs. */
interface Languages {
  readonly generators: Readonly<Record<string, string>>;
  readonly hosts: readonly string[];
  readonly go: { readonly program: string; readonly env: Readonly<Record<string, string>> };
  readonly python: string;
  readonly java: string;
  readonly grammars: string;
}

/** Reads what the run of the tests was given. */
export function languages(): Languages {
  const text = process.env.VPNAAS_LANGUAGES;
  if (text === undefined) throw new Error("VPNAAS_LANGUAGES is not set: run these tests with `make languages`");
  return JSON.parse(text) as Languages; // written by our own tool
}

/** A new temporary folder; the caller removes it. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "vpnaas-test-"));
}
