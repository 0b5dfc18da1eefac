// Plays the fault matrix (provider/test/laws/faults) and prints it as a table for each kind: fault × moment, on both dialects.
// With `--plugin` the native plugin carries the operations out, else the dynamic provider. Ends with 1 if a field is not as it is written down. What the fields mean stands in provider/test/laws/faults/model.ts.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root, run, runAsProgram, say, step } from "./lib/process.mjs";

const moments = [
  "create, looking first",
  "create",
  "create, reading back",
  "read",
  "update",
  "update, reading back",
  "delete",
  "delete, until gone",
];
const kinds = ["IpsecSiteConnection", "VpnService", "IkePolicy", "IpsecPolicy", "EndpointGroup"];
const legend = `How an operation under a fault ends, and what the state then holds. "otc|openstack" where they differ; the number is
how many requests it took at most.
  done     it is done                              kept    fails; the state has the object, the next run continues with it
  nothing  a create that failed, nothing is there  old     fails; the state stays as it was, the next run does it again
  later    a success that says: not changed yet    gone    a delete that fails although the object is gone; the next run sees it
  left     a create that failed and left an object that no state knows; the next run finds it and continues with it
  –        does not apply                          !       not as written down`;

function print(text) {
  process.stdout.write(`${text}\n`);
}

function fieldText(cells) {
  if (cells.length === 0) return "–";
  const words = [...new Set(cells.map(({ seen }) => seen?.outcome ?? "broken"))];
  const requests = Math.max(...cells.map(({ seen }) => seen?.requests ?? 0));
  const mark = cells.every(({ isRight }) => isRight) ? "" : " !";
  return `${words.join("|")} ${requests}${mark}`;
}

function printKind({ kind, fields }) {
  const rows = [...new Set(fields.map(({ fault, lasting }) => `${fault}, ${lasting}`))];
  const table = rows.map((row) => {
    const own = fields.filter(({ fault, lasting }) => `${fault}, ${lasting}` === row);
    return [row, ...moments.map((moment) => fieldText(own.filter((cell) => cell.moment === moment)))];
  });
  const head = [
    kind,
    "look before",
    "create",
    "+ read back",
    "read",
    "update",
    "+ read back",
    "delete",
    "+ until gone",
  ];
  const widths = head.map((_, at) => Math.max(...[head, ...table].map((row) => row[at].length)));
  const line = (row) =>
    row
      .map((text, at) => text.padEnd(widths[at]))
      .join("  ")
      .trimEnd();
  print(["", line(head), line(widths.map((width) => "-".repeat(width))), ...table.map(line)].join("\n"));
}

function printNotes(fields) {
  for (const { kind, dialect, fault, lasting, moment, expected, seen } of fields.filter(({ isRight }) => !isRight)) {
    const what =
      seen?.outcome === undefined ? "broke off" : `${seen.outcome}, ${seen.objects} objects, ${seen.message}`;
    print(`! ${kind} (${dialect}), ${fault}, ${lasting} × ${moment}: expected ${expected}, saw ${what}`);
  }
}

await runAsProgram(import.meta.url, async (args) => {
  const { values } = parseArgs({ args, options: { plugin: { type: "boolean" } } });
  const host = values.plugin === true ? "plugin" : "dynamic";
  const folder = mkdtempSync(join(tmpdir(), "pulumi-vpnaas-faults-"));
  try {
    const jest = ["--selectProjects", "laws", "--testPathPatterns", "laws/faults/matrix"];
    const cache = `--cacheDirectory=${join(root, ".tmp/jest")}`;
    const { code, stderr } = await step(`the fault matrix (${host})`, () =>
      run("jest", [...jest, cache], { env: { VPNAAS_FAULTS_REPORT: folder, VPNAAS_FAULTS_HOST: host } }),
    );
    const reports = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")));
    reports.sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind));
    if (reports.length !== kinds.length) say(stderr);
    const fields = reports.flatMap((report) => report.fields);
    print(legend);
    for (const report of reports) printKind(report);
    print(["", "– does not apply:", ...(reports[0]?.why ?? []).map((each) => `  ${each}`)].join("\n"));
    printNotes(fields);
    const wrong = fields.filter(({ isRight }) => !isRight).length;
    const without = reports.reduce((sum, { notApplicable }) => sum + notApplicable, 0);
    print(
      `\n${fields.length} fields played: ${fields.length - wrong} as written down, ${wrong} not; ` +
        `${without} do not apply. No secret was shown in any that is as written down.`,
    );
    if (code !== 0 || wrong > 0 || reports.length !== kinds.length) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
