// One stack for each customer, all with one command: node fleet.ts up. `node fleet.ts --help` lists the options.
import { writeFileSync } from "node:fs";
import { type Customer, readCustomers } from "./customers.ts";
import { Journal } from "./journal.ts";
import { type Options, optionsOf, USAGE } from "./options.ts";
import { Progress } from "./progress.ts";
import { adviceOf, exitCodeOf, jsonOf, markdownOf, type Report, type Row, textOf } from "./report.ts";
import { openStacks, type Stacks, WORK } from "./stacks.ts";
import { inTurns } from "./turns.ts";
import { Watch } from "./watch.ts";

async function main(args: string[]): Promise<number> {
  if (args.length === 0 || args.includes("--help")) {
    process.stdout.write(USAGE);
    return 0;
  }
  const options = optionsOf(args);
  const startedAt = performance.now();
  const isProgramRun = options.command === "up" || options.command === "preview";
  const customers = readCustomers({ isKeyNeeded: isProgramRun });
  const stop = stopOnSignals();
  const stacks = await openStacks(options, stop.signal);
  if (options.command !== "destroy") nameStrangers(stacks, customers);
  // For a stack whose customer has left the file, the program would have nothing, and `up` would delete everything.
  const known = isProgramRun ? customers : [...customers, ...strangers(stacks, customers)];
  const isChanging = options.command !== "preview" && options.command !== "drift";
  const journal = isChanging ? journalOf(options, customers, known) : undefined;
  const names = journal?.names ?? selected(options, customers, known);
  const visits = { options, stacks, journal, stop, known: new Map(known.map((each) => [each.name, each])) };
  const rows = await visitAll(names, visits);
  const report = { command: options.command, seconds: (performance.now() - startedAt) / 1000, rows };
  const code = exitCodeOf(report);
  if (code === 0) journal?.close();
  publish(report, options);
  return code;
}

interface Visits {
  readonly options: Options;
  readonly stacks: Stacks;
  readonly journal: Journal | undefined;
  readonly stop: Stop;
  readonly known: ReadonlyMap<string, Customer>;
}

async function visitAll(named: readonly string[], visits: Visits): Promise<Row[]> {
  const { options, journal, stop, known } = visits;
  // An unfinished run may name who has left the file since.
  const names = named.filter((name) => known.has(name));
  const progress = new Progress(names.length);
  const rows = new Map(names.map((name) => [name, emptyRow(name, "not started")]));
  const visit = async (name: string): Promise<boolean> => {
    const customer = known.get(name);
    if (stop.isStopping || customer === undefined) return !stop.isStopping;
    const row = await visitOne(customer, visits, progress);
    rows.set(name, row);
    progress.end(row);
    // What only reads visits the others all the same.
    return journal === undefined || (row.result !== "failed" && row.result !== "locked");
  };
  const canary = named.slice(0, journal?.canary ?? options.canary).filter((name) => known.has(name)).length;
  const isGoing = await inTurns(names.slice(0, canary), options.atOnce, visit);
  if (isGoing) await inTurns(names.slice(canary), options.atOnce, visit);
  progress.close();
  return [...rows.values()];
}

async function visitOne(customer: Customer, { stacks, journal }: Visits, progress: Progress): Promise<Row> {
  if (journal?.isDone(customer)) return emptyRow(customer.name, "done before");
  const watch = new Watch(Object.values(customer.keys));
  progress.begin(customer.name, watch);
  const row = await stacks.visit(customer, watch);
  if (row.result !== "failed" && row.result !== "locked") journal?.finish(customer);
  return row;
}

function emptyRow(customer: string, result: Row["result"]): Row {
  return { customer, result, counts: {}, changes: [], errors: [], seconds: 0 };
}

function journalOf(options: Options, customers: readonly Customer[], known: readonly Customer[]): Journal {
  const { command, canary, isResumed } = options;
  if (isResumed) return Journal.resume(WORK, command);
  return Journal.begin(WORK, { command, canary, names: selected(options, customers, known) });
}

/** The customers that were asked for, in the order of the file. */
function selected({ only }: Options, customers: readonly Customer[], known: readonly Customer[]): string[] {
  if (only === undefined) return customers.map(({ name }) => name);
  const unknown = only.filter((name) => !known.some((customer) => customer.name === name));
  if (unknown.length > 0) throw new Error(`There is no customer ${unknown.join(", ")}.`);
  return known.map(({ name }) => name).filter((name) => only.includes(name));
}

/** Stacks whose customer has left the file: they can still be destroyed. */
function strangers({ names }: Stacks, customers: readonly Customer[]): Customer[] {
  const left = [...names].filter((name) => !customers.some((customer) => customer.name === name));
  const nothing = { routerId: "", subnetIds: [], connections: {}, keys: {}, fingerprint: "" };
  return left.map((name) => ({ name, ...nothing }));
}

function nameStrangers(stacks: Stacks, customers: readonly Customer[]): void {
  const left = strangers(stacks, customers).map(({ name }) => name);
  if (left.length === 0) return;
  const cure = `node fleet.ts destroy --only ${left.join(",")}`;
  process.stderr.write(
    `Not in customers.json, but with a stack: ${left.join(", ")}. To delete what they have: ${cure}\n`,
  );
}

function publish(report: Report, options: Options): void {
  process.stdout.write(textOf(report));
  for (const line of adviceOf(report, options)) process.stdout.write(`${line}\n`);
  if (options.markdown !== undefined) writeFileSync(options.markdown, markdownOf(report));
  if (options.json !== undefined) writeFileSync(options.json, jsonOf(report));
}

interface Stop {
  readonly isStopping: boolean;
  /** Passes the end on to the commands under way. */
  readonly signal: AbortSignal;
}

/** After Ctrl-C or SIGTERM no stack begins, and those under way record what they have done. A second one ends at once. */
function stopOnSignals(): Stop {
  const abort = new AbortController();
  const stop = { isStopping: false, signal: abort.signal };
  const hear = (name: NodeJS.Signals): void => {
    if (stop.isStopping) process.exit(1);
    stop.isStopping = true;
    process.stderr.write("Stopping: the stacks under way finish what they have begun.\n");
    // Ctrl-C on a terminal reaches the commands by itself; a second one would kill them.
    if (name === "SIGTERM" || process.stdin.isTTY !== true) abort.abort();
  };
  // Not `once`: without a listener that stays, the Automation API would end this process.
  process.on("SIGINT", hear);
  process.on("SIGTERM", hear);
  return stop;
}

// Each program under way listens for its own failures.
process.setMaxListeners(0);
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
