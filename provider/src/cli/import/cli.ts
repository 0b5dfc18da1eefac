#!/usr/bin/env node
// The command pulumi-vpnaas-import: prints what run.ts says and turns its end into an exit code (0 done, 1 failed, 2 misused).
import { reasonOf } from "../../core/errors";
import { maskOwn } from "../../core/masking/masking";
import { UsageError } from "../usageError";
import { askedVersion } from "../version";
import { HELP, readArguments } from "./arguments";
import { run } from "./run";

main().catch((error: unknown) => {
  const isMisuse = error instanceof UsageError;
  const advice = isMisuse ? "\nSee pulumi-vpnaas-import --help." : "";
  process.stderr.write(`error: ${maskOwn(reasonOf(error))}${advice}\n`);
  process.exitCode = isMisuse ? 2 : 1;
});

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const version = askedVersion(args);
  const given = version === undefined ? readArguments(args) : undefined;
  if (given === undefined) {
    process.stdout.write(version === undefined ? HELP : `${version}\n`);
    return;
  }
  await run(given, {
    folder: process.cwd(),
    environment: process.env,
    say: (line) => void process.stdout.write(`${maskOwn(line)}\n`),
    warn: (line) => void process.stderr.write(`warning: ${maskOwn(line)}\n`),
  });
}
