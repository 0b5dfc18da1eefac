// The command line of pulumi-vpnaas-status.

import { UsageError } from "../../src/cli/command";
import { readStatusArguments, STATUS_HELP } from "../../src/cli/status/arguments";

test.each<[string[], object]>([
  [[], { view: { kind: "table" }, connections: [], isExplained: false, isChecked: false }],
  [["hub", "--why", "--check"], { connections: ["hub"], isExplained: true, isChecked: true }],
  [["--peer-log", "charon.log"], { isExplained: true, peerLog: "charon.log" }],
  [["--watch"], { view: { kind: "watch", seconds: 10 }, connections: [] }],
  [["--watch", "5", "hub"], { view: { kind: "watch", seconds: 5 }, connections: ["hub"] }],
  [["--watch=5", "7"], { view: { kind: "watch", seconds: 5 }, connections: ["7"] }],
  [["--watch", "hub"], { view: { kind: "watch", seconds: 10 }, connections: ["hub"] }],
  [["--prometheus"], { view: { kind: "prometheus", port: 9878, address: "127.0.0.1" } }],
  [["--prometheus", "0", "--listen", "::1"], { view: { kind: "prometheus", port: 0, address: "::1" } }],
  [["--json", "--", "--watch", "5"], { view: { kind: "json" }, connections: ["--watch", "5"] }],
  [["--cloud", "lab", "--stack", "dev"], { settings: { cloud: "lab" }, stack: "dev" }],
])("%j", (args, expected) => {
  expect(readStatusArguments(args)).toMatchObject(expected);
});

test.each<[string[], string]>([
  [["--json", "--picture"], "--json and --picture exclude each other"],
  [["--watch", "--why"], "--watch goes with neither --why"],
  [["--prometheus", "--check"], "--prometheus goes with neither"],
  [["--watch", "0"], '--watch is "0": write a whole number from 1 to 86400'],
  [["--prometheus=70000"], '--prometheus is "70000": write a whole number from 0 to 65535'],
  [["--prometheus=x"], '--prometheus is "x"'],
  [["--listen", "::1"], "--listen needs --prometheus"],
  [["--nonsense"], "Unknown option '--nonsense'"],
])("%j is a misuse", (args, sentence) => {
  expect(() => readStatusArguments(args)).toThrow(UsageError);
  expect(() => readStatusArguments(args)).toThrow(sentence);
});

test("help names every option and fits 120 columns", () => {
  expect(readStatusArguments(["-h"])).toBeUndefined();
  const names = "why peer-log check json watch prometheus listen picture cloud region dialect stack config-file";
  for (const name of names.split(" ")) expect(STATUS_HELP).toContain(`  --${name} `);
  for (const line of STATUS_HELP.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
});
