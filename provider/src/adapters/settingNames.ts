// Warns of settings that are unknown, once in a process: names with a hint, never a value. The program's process warns, and the
// provider's only where no program runs: in a refresh and a destroy.
import type * as pulumi from "@pulumi/pulumi";
import { isRecord } from "../core/record";
import type { GivenNames } from "../settings/unknownSettings";

let isDone = false;
let handedOver: GivenNames = {};

/** Warns of the stack configuration and the environment; the first resource or lookup of a program calls this. */
export function warnInProgram(): void {
  if (isDone) return;
  isDone = true;
  const { runtime, getProject } = sdkOfPulumi();
  warnOf({ keys: Object.keys(runtime.allConfig()), project: getProject(), environment: process.env }, logWarning);
}

/** Warns of the arguments of a provider; one that is undefined is not given. */
export function warnOfArguments(provider: string, args: object): void {
  const names = Object.entries(args).filter(([, value]) => value !== undefined);
  warnOf({ provider: { name: provider, args: names.map(([name]) => name) } }, logWarning);
}

/** Remembers which settings the engine hands over to the provider. */
export function noteNames(config: pulumi.dynamic.Config): void {
  // Pulumi's class answers questions for single keys, and keeps all of them in a private field.
  const all: unknown = Reflect.get(config, "rawConfig");
  const project: unknown = Reflect.get(config, "projectName");
  handedOver = {
    keys: isRecord(all) ? Object.keys(all) : [],
    project: typeof project === "string" ? project : undefined,
  };
}

/** The plugin warns of what it is given, in every run. */
export function leaveToPlugin(): void {
  isDone = true;
}

/** A check comes from a program, which warns itself. */
export function leaveToProgram(): void {
  isDone = true;
}

/** Warns of what the engine has handed over, unless a program does. */
export function warnInProvider(): void {
  if (isDone) return;
  isDone = true;
  warnOf({ ...handedOver, environment: process.env }, (sentence) => console.error(`warning: ${sentence}`));
}

function warnOf(given: GivenNames, warn: (sentence: string) => void): void {
  // A plain require: nothing needs it before the first call.
  const { unknownSettings }: typeof import("../settings/unknownSettings") = require("../settings/unknownSettings");
  const sentence = unknownSettings(given);
  if (sentence !== undefined) warn(sentence);
}

function logWarning(sentence: string): void {
  void sdkOfPulumi().log.warn(sentence);
}

// Only programs need it here; the provider's process answers without.
function sdkOfPulumi(): typeof pulumi {
  return require("@pulumi/pulumi");
}
