// Warns of settings that are unknown in the provider's process, once, and only where no program does it: in a refresh and a destroy.
// What is unknown is found by settings/unknownSettings.ts.
import type * as pulumi from "@pulumi/pulumi";
import { isRecord } from "../core/record";
import type { GivenNames } from "../settings/unknownSettings";

let given: GivenNames = {};
let isSaid = false;

/** Remembers which settings the engine hands over. */
export function noteNames(config: pulumi.dynamic.Config): void {
  // Pulumi's class answers questions for single keys, and keeps all of them in a private field.
  const all: unknown = Reflect.get(config, "rawConfig");
  const project: unknown = Reflect.get(config, "projectName");
  given = { keys: isRecord(all) ? Object.keys(all) : [], project: typeof project === "string" ? project : undefined };
}

/** A check comes from a program, which warns itself. */
export function hearProgram(): void {
  isSaid = true;
}

/** Warns, unless that is done. */
export function warnOfNames(): void {
  if (isSaid) return;
  isSaid = true;
  const { unknownSettings }: typeof import("../settings/unknownSettings") = require("../settings/unknownSettings");
  const sentence = unknownSettings({ ...given, environment: process.env });
  if (sentence !== undefined) console.error(`warning: ${sentence}`);
}
