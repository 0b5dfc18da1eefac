#!/usr/bin/env node
// The command pulumi-vpnaas-peer: prints what run.ts says and turns its end into an exit code (0 done, 1 failed, 2 misused).
import { reasonOf } from "../../core/errors";
import { maskOwn } from "../../core/masking/masking";
import { UsageError } from "../usageError";
import { askedVersion } from "../version";
import { PEER_HELP, readPeerArguments } from "./arguments";
import { runPeer } from "./run";

main().catch((error: unknown) => {
  const isMisuse = error instanceof UsageError;
  const advice = isMisuse ? "\nSee pulumi-vpnaas-peer --help." : "";
  process.stderr.write(`error: ${maskOwn(reasonOf(error))}${advice}\n`);
  process.exitCode = isMisuse ? 2 : 1;
});

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const version = askedVersion(args);
  const given = version === undefined ? readPeerArguments(args) : undefined;
  if (given === undefined) {
    process.stdout.write(version === undefined ? PEER_HELP : `${version}\n`);
    return;
  }
  await runPeer(given, {
    folder: process.cwd(),
    environment: process.env,
    say: (line) => void process.stdout.write(`${maskOwn(line)}\n`),
    warn: (line) => void process.stderr.write(`warning: ${maskOwn(line)}\n`),
    // The user has asked for the keys.
    print: (text) => void process.stdout.write(text),
  });
}
