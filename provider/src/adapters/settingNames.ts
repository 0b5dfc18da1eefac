// Warns of settings that are unknown, in the process of the program and once: names with a hint, never a value.
// What is unknown is found by settings/unknownSettings.ts.
import * as pulumi from "@pulumi/pulumi";
import type { GivenNames } from "../settings/unknownSettings";

let isLookedAt = false;

/** Warns of the stack configuration and the environment; the first resource or lookup of a program calls this. */
export function warnOfSettings(): void {
  if (isLookedAt) return;
  isLookedAt = true;
  const keys = Object.keys(pulumi.runtime.allConfig());
  warnOf({ keys, project: pulumi.getProject(), environment: process.env });
}

/** Warns of the arguments of a provider; one that is undefined is not given. */
export function warnOfArguments(provider: string, args: object): void {
  const names = Object.entries(args).filter(([, value]) => value !== undefined);
  warnOf({ provider: { name: provider, args: names.map(([name]) => name) } });
}

function warnOf(given: GivenNames): void {
  // A plain require: a program that gives nothing need not load it.
  const { unknownSettings }: typeof import("../settings/unknownSettings") = require("../settings/unknownSettings");
  const sentence = unknownSettings(given);
  if (sentence !== undefined) void pulumi.log.warn(sentence);
}
