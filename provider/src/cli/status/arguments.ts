// The command line of pulumi-vpnaas-status: its words, its checks, its help.
import { parseArgs } from "node:util";
import { DIALECTS } from "../../core/schema";
import { FLAG, HELP_FLAG, settingsIn, TEXT, UsageError, understood } from "../command";

/** How the command shows what it has read. */
export type View =
  | { readonly kind: "table" | "json" | "picture" }
  | { readonly kind: "watch"; readonly seconds: number }
  | { readonly kind: "prometheus"; readonly port: number; readonly address: string };

/** A command line that was understood. */
export interface StatusArguments {
  readonly view: View;
  /** Names or ids of connections; none: all of the project. */
  readonly connections: readonly string[];
  /** Whether what is not ACTIVE is explained. */
  readonly isExplained: boolean;
  readonly peerLog: string | undefined;
  /** Whether the exit code tells that one is not ACTIVE. */
  readonly isChecked: boolean;
  readonly settings: Readonly<Record<string, string>>;
  readonly stack: string | undefined;
  readonly configFile: string | undefined;
}

const SECONDS = 10;
const PORT = 9878;
const LOOPBACK = "127.0.0.1";

/** What --help prints. */
export const STATUS_HELP = `Usage: pulumi-vpnaas-status [NAME|ID ...] [options]

Shows the connections of a project as the service has them now: name, peer,
status, since when this process has seen the status (the service does not say
it), VPN service. It only reads, and never shows a key. NAME is the name at the
service, as the table shows it.

What is shown
  --why               also the likely causes for each connection that is not
                      ACTIVE, the likeliest first
  --peer-log FILE     also what the log of the peer (strongSwan or libreswan)
                      says, with the line that matters
  --check             exit code 3 if a connection is not ACTIVE

How (default: a table)
  --json              as JSON
  --watch [SECONDS]   again and again (default: every ${SECONDS} s): redraws on a
                      terminal, else adds a line for each change
  --prometheus [PORT] serves metrics for Prometheus (default: ${PORT}) at
                      http://${LOOPBACK}:PORT/metrics
  --listen ADDRESS    on that address of the machine, with --prometheus
  --picture           as a Mermaid picture of services, peers and statuses

Where (default: configuration of the stack, OS_* variables, clouds.yaml)
  --cloud NAME        a cloud of clouds.yaml
  --region REGION     for example eu-nl
  --dialect NAME      ${DIALECTS.join(" or ")}
  --stack STACK       not the selected stack
  --config-file FILE  configuration of the stack, if not next to Pulumi.yaml

  --version           prints the version of the package

Exit codes: 0 the connections were read, 1 that failed, 2 the command line is
wrong, 3 see --check.
`;

/** Reads a command line; undefined where help is asked for. Throws a UsageError. */
export function readStatusArguments(args: readonly string[]): StatusArguments | undefined {
  const { values, positionals } = parsed(withDefaults(args));
  if (values.help === true) return undefined;
  const view = viewOf(values);
  const isExplained = values.why === true || values["peer-log"] !== undefined;
  const isOnce = view.kind === "table" || view.kind === "json";
  if (!isOnce && (isExplained || values.check === true))
    throw new UsageError(`--${view.kind} goes with neither --why, --peer-log nor --check. Omit one`);
  return {
    view,
    connections: positionals,
    isExplained,
    peerLog: values["peer-log"],
    isChecked: values.check === true,
    settings: settingsIn(values),
    stack: values.stack,
    configFile: values["config-file"],
  };
}

type Given = ReturnType<typeof parsed>["values"];

function viewOf({ json, picture, watch, prometheus, listen }: Given): View {
  const views: View[] = [
    ...(json === true ? [{ kind: "json" } as const] : []),
    ...(picture === true ? [{ kind: "picture" } as const] : []),
    ...(watch === undefined ? [] : [{ kind: "watch", seconds: numberIn("watch", watch, [1, 86_400]) } as const]),
    ...(prometheus === undefined
      ? []
      : [
          {
            kind: "prometheus",
            port: numberIn("prometheus", prometheus, [0, 65_535]),
            address: listen ?? LOOPBACK,
          } as const,
        ]),
  ];
  const [view, other] = views;
  if (view !== undefined && other !== undefined)
    throw new UsageError(`--${view.kind} and --${other.kind} exclude each other. Omit one`);
  if (listen !== undefined && prometheus === undefined) throw new UsageError("--listen needs --prometheus");
  return view ?? { kind: "table" };
}

function numberIn(name: string, text: string, [least, most]: readonly [number, number]): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name} is ${JSON.stringify(text)}: write a whole number from ${least} to ${most}`);
}

const DEFAULTS: Readonly<Record<string, number>> = { "--watch": SECONDS, "--prometheus": PORT };

// These two may stand without their number: what follows them is one, or another word.
function withDefaults(args: readonly string[]): string[] {
  const end = args.indexOf("--");
  const isOption = (at: number) => end < 0 || at < end;
  return args.flatMap((arg, at) => {
    const previous = args[at - 1] ?? "";
    const isNumber = /^\d+$/.test(arg) && previous in DEFAULTS;
    if (isOption(at) && isNumber) return [];
    const fallback = DEFAULTS[arg];
    if (fallback === undefined || !isOption(at)) return [arg];
    const next = args[at + 1] ?? "";
    return [`${arg}=${/^\d+$/.test(next) ? next : fallback}`];
  });
}

function parsed(args: readonly string[]) {
  return understood(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...{ json: FLAG, picture: FLAG, watch: TEXT, prometheus: TEXT, listen: TEXT },
        ...{ why: FLAG, "peer-log": TEXT, check: FLAG },
        ...{ cloud: TEXT, region: TEXT, dialect: TEXT, stack: TEXT, "config-file": TEXT },
        help: HELP_FLAG,
      },
    }),
  );
}
