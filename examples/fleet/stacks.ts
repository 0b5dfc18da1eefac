// One command on the stack of one customer, with Pulumi's Automation API.
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { automation } from "@pulumi/pulumi";
import type { Customer } from "./customers.ts";
import { isHeldHere } from "./locks.ts";
import type { Options } from "./options.ts";
import type { Row } from "./report.ts";
import { vpnOf } from "./vpn.ts";
import type { Watch } from "./watch.ts";

const PROJECT = {
  name: "fleet",
  runtime: "nodejs",
  description: "The VPNs of all customers, one stack each",
} as const;

/**
 * Each stack has a folder of its own here, since Pulumi writes Pulumi.yaml and the settings of the stack into it. It lies below the
 * program, so that Pulumi's provider finds the packages of the program.
 */
export const WORK = join(import.meta.dirname, ".fleet");

/** As many requests as one process may have under way by itself. */
const MOST_REQUESTS = 64;

export interface Stacks {
  /** Names of the stacks that are there. */
  readonly names: ReadonlySet<string>;
  /** Runs the command; a failure is a row as well. */
  visit(customer: Customer, watch: Watch): Promise<Row>;
}

/** `signal`: lets the stacks under way end. */
export async function openStacks(options: Options, signal: AbortSignal): Promise<Stacks> {
  mkdirSync(WORK, { recursive: true });
  const envVars = environmentFor(options);
  const pulumiCommand = await automation.PulumiCommand.get();
  const shared = { pulumiCommand, projectSettings: PROJECT, envVars };
  const whole = await automation.LocalWorkspace.create({ ...shared, workDir: WORK });
  const names = new Set((await whole.listStacks()).map(({ name }) => name.split("/").at(-1) ?? name));
  const open = ({ name, ...customer }: Customer): Promise<automation.Stack> => {
    const workDir = join(WORK, name);
    mkdirSync(workDir, { recursive: true });
    const program = () => vpnOf({ name, ...customer });
    const workspace = { ...shared, workDir, ...secretsProvider() };
    const given = { stackName: name, projectName: PROJECT.name, program };
    const { LocalWorkspace } = automation;
    return names.has(name)
      ? LocalWorkspace.selectStack(given, workspace)
      : LocalWorkspace.createStack(given, workspace);
  };
  return { names, visit: (customer, watch) => visit({ customer, watch, names, open, options, signal }) };
}

/** Who keeps the keys to the secrets of new stacks; Pulumi's default is a passphrase. */
function secretsProvider(): { secretsProvider?: string } {
  const { FLEET_SECRETS_PROVIDER: provider } = process.env;
  return provider === undefined ? {} : { secretsProvider: provider };
}

/** The requests of all stacks under way together are no more than those of one run. */
function environmentFor({ atOnce }: Options): Record<string, string> {
  const { VPNAAS_MAX_REQUESTS: most = String(MOST_REQUESTS), PULUMI_PARALLEL: slots = "64" } = process.env;
  if (!/^[1-9]\d*$/.test(most)) throw new Error(`VPNAAS_MAX_REQUESTS is ${most}: give a whole number from 1 on.`);
  return {
    ...backend(),
    VPNAAS_MAX_REQUESTS: String(Math.max(1, Math.floor(Number(most) / atOnce))),
    // A connection that waits for the service holds a slot, and costs nothing else.
    PULUMI_PARALLEL: slots,
    // On another machine, or after the folder was removed, the state of a stack knows who keeps its keys.
    PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
  };
}

/** Each command runs in the folder of its stack: there a relative path would be another backend for each. */
function backend(): Record<string, string> {
  const [, path] = /^file:\/\/(\.[^?]*)/.exec(process.env.PULUMI_BACKEND_URL ?? "") ?? [];
  return path === undefined ? {} : { PULUMI_BACKEND_URL: `file://${resolve(path)}` };
}

interface Visit {
  readonly customer: Customer;
  readonly watch: Watch;
  readonly names: ReadonlySet<string>;
  readonly open: (customer: Customer) => Promise<automation.Stack>;
  readonly options: Options;
  readonly signal: AbortSignal;
}

async function visit(given: Visit): Promise<Row> {
  const { customer, watch, names, open, options } = given;
  const startedAt = performance.now();
  const row = (result: Row["result"]): Row => ({
    customer: customer.name,
    result,
    counts: watch.counts(),
    changes: watch.changes,
    errors: watch.errors,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
  });
  const isCreating = options.command === "up" || options.command === "preview";
  if (!isCreating && !names.has(customer.name)) return row("no stack");
  try {
    const stack = await open(customer);
    await unlocking(stack, given, () => runIn(stack, given));
    if (options.command === "destroy") rmSync(stack.workspace.workDir, { recursive: true, force: true });
    const isChanged = watch.changes.length > 0;
    if (options.command === "drift") return row(isChanged ? "drift" : "no drift");
    if (options.command === "preview") return row(isChanged ? "to change" : "unchanged");
    return row(isChanged ? "changed" : "unchanged");
  } catch (error) {
    watch.hearFailure(error);
    return row(error instanceof automation.ConcurrentUpdateError ? "locked" : "failed");
  }
}

async function runIn(stack: automation.Stack, { options, watch, signal }: Visit): Promise<unknown> {
  const given = { signal, onEvent: (event: automation.EngineEvent) => watch.hear(event) };
  switch (options.command) {
    case "preview":
      return stack.preview(given);
    case "up":
      return stack.up(given);
    case "refresh":
      return stack.refresh({ ...given, clearPendingCreates: options.isClearing });
    case "drift":
      return stack.refresh({ ...given, previewOnly: true });
    case "destroy":
      return stack.destroy({ ...given, remove: true });
  }
}

/** A lock tells who has it. With `--unlock`, it goes, unless that process still runs on this machine. */
async function unlocking(stack: automation.Stack, { options }: Visit, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof automation.ConcurrentUpdateError) || !options.isUnlocking) throw error;
    if (isHeldHere(error.message)) throw error;
    await stack.cancel();
    await run();
  }
}
