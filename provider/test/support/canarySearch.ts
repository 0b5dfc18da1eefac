// Counts secrets in what a run left: text that was printed, files, traces of the engine. Knows nothing of what is right.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Secrets by name. */
export type Canaries = Readonly<Record<string, string>>;

/** How often each secret was found. */
export type Findings = Readonly<Record<string, number>>;

/** Counts each secret in a text, also in the forms in which JSON, URLs and base64 would hide it. */
export function countIn(text: string, canaries: Canaries): Record<string, number> {
  const found = Object.entries(canaries).map(([name, secret]) => {
    const forms = new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
    forms.add(Buffer.from(secret).toString("base64").replace(/=+$/, ""));
    return [name, [...forms].reduce((sum, form) => sum + text.split(form).length - 1, 0)] as const;
  });
  return Object.fromEntries(found.filter(([, count]) => count > 0));
}

/** Adds up findings. */
export function sum(all: readonly Findings[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const findings of all)
    for (const [name, count] of Object.entries(findings)) total[name] = (total[name] ?? 0) + count;
  return total;
}

/** Every file below the folder with its text; links are not followed, folders named in `without` not entered. */
export function filesBelow(folder: string, without: readonly string[] = []): { path: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return without.includes(entry.name) ? [] : filesBelow(path, without);
    return entry.isFile() ? [{ path, text: readFileSync(path, "latin1") }] : [];
  });
}
