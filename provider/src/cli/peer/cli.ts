#!/usr/bin/env node
// The command pulumi-vpnaas-peer.
import { runCommand } from "../command";
import { PEER_HELP, readPeerArguments } from "./arguments";
import { runPeer } from "./run";

void runCommand({
  name: "pulumi-vpnaas-peer",
  help: PEER_HELP,
  read: readPeerArguments,
  // The user has asked for the keys.
  run: (given, environment) => runPeer(given, { ...environment, print: (text) => void process.stdout.write(text) }),
});
