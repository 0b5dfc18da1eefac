// The command line of pulumi-vpnaas-peer: its words, its checks, its help.
import { parseArgs } from "node:util";
import { isCidr } from "../../core/formats";
import { FORMATS } from "../../peer/formats";
import { FLAG, HELP_FLAG, TEXT, TEXTS, UsageError, understood } from "../command";

/** A command line that was understood. */
export interface PeerArguments {
  readonly format: string;
  /** Names or ids of connections; none: every connection of the stack. */
  readonly connections: readonly string[];
  readonly localCidrs: readonly string[];
  readonly stack: string | undefined;
  readonly out: string;
  readonly force: boolean;
  /** Print the files, keys and all, instead of writing them. */
  readonly isPrinted: boolean;
}

const formatLines = FORMATS.map(({ name, title }) => `  ${name.padEnd(20)}${title}`).join("\n");

/** What --help prints. */
export const PEER_HELP = `Usage: pulumi-vpnaas-peer --format FORMAT --local-cidr NETWORK [options]

Writes what the device on the other side of a connection needs, from the state
of a Pulumi stack: its files, which only you can read, since the pre-shared key
is in one of them, and README.txt with the commands that load them. Asks no
service and changes nothing. Run it in the folder of a Pulumi project.

  --format FORMAT       one of:
${formatLines.replace(/^/gm, "                      ")}
  --local-cidr NETWORK  a network of the local subnets, as address/prefix; may
                        be repeated
  --connection NAME     only this connection: the name of its resource or at the
                        service, or its id; may be repeated
  --stack STACK         not the selected stack
  --out FOLDER          folder in which each connection gets one of its own
                        (default: peers)
  --force               overwrite files
  --stdout              print the files instead, with the keys in them
  --version             print the version of the package
`;

/** Reads a command line; undefined where help is asked for. Throws a UsageError. */
export function readPeerArguments(args: readonly string[]): PeerArguments | undefined {
  const values = parsed(args);
  if (values.help === true) return undefined;
  const { format, "local-cidr": localCidrs = [] } = values;
  const known = FORMATS.map(({ name }) => name);
  if (format === undefined || !known.includes(format)) {
    const problem = format === undefined ? "--format is missing" : `--format is ${JSON.stringify(format)}`;
    throw new UsageError(`${problem}. Write one of: ${known.join(", ")}`);
  }
  if (localCidrs.length === 0)
    throw new UsageError(
      "--local-cidr is missing: the state holds the ids of the local subnets only. Give their networks",
    );
  const wrong = localCidrs.find((each) => !isCidr(each));
  if (wrong !== undefined) throw new UsageError(`--local-cidr is ${JSON.stringify(wrong)}: write address/prefix`);
  return {
    format,
    localCidrs,
    connections: values.connection ?? [],
    stack: values.stack,
    out: values.out ?? "peers",
    force: values.force === true,
    isPrinted: values.stdout === true,
  };
}

function parsed(args: readonly string[]) {
  return understood(() =>
    parseArgs({
      args: [...args],
      options: {
        ...{ format: TEXT, "local-cidr": TEXTS, connection: TEXTS, stack: TEXT, out: TEXT },
        ...{ force: FLAG, stdout: FLAG, help: HELP_FLAG },
      },
    }),
  ).values;
}
