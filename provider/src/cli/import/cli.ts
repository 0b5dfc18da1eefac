#!/usr/bin/env node
// The command pulumi-vpnaas-import.
import { runCommand } from "../command";
import { HELP, readArguments } from "./arguments";
import { run } from "./run";

void runCommand({ name: "pulumi-vpnaas-import", help: HELP, read: readArguments, run });
