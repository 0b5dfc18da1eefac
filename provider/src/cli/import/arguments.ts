// The command line of pulumi-vpnaas-import: its words, its checks, its help.
import { parseArgs } from "node:util";
import { DIALECTS, KINDS, type Kind } from "../../core/schema";
import { FLAG, HELP_FLAG, settingsIn, TEXT, TEXTS, UsageError, understood } from "../command";
import type { Selection } from "./survey";

/** A command line that was understood. */
export interface Arguments {
  readonly selection: Selection;
  /** Settings that were given, by the part after `vpnaas:`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly stack: string | undefined;
  readonly configFile: string | undefined;
  readonly out: string;
  readonly force: boolean;
  readonly pskForm: "sealed" | "clear" | "none";
  readonly pskFromService: boolean;
  /** Only say what no state knows. */
  readonly unmanaged: boolean;
}

/** What --help prints. */
export const HELP = `Usage: pulumi-vpnaas-import [options]

Takes over the VPN that a project has: writes import.json, which brings it into
the state of a Pulumi stack, and vpn.ts, the program that declares it. Changes
nothing at the service.

Run it in the folder of a Pulumi project, then:
  pulumi import --file import.json --generate-code=false
  pulumi preview --expect-no-changes    once index.ts has the line:
                                        import ${JSON.stringify("./vpn")};

What is taken (default: every VPN object of the project)
  --id ID           the object with this id; may be repeated
  --name NAME       every object with this name; may be repeated
  --kind KIND       only ${KINDS.slice(0, 3).join(", ")},
                    ${KINDS.slice(3).join(" or ")}; may be repeated
  --only            not what a selected connection refers to

Where (default: configuration of the stack, OS_* variables, clouds.yaml)
  --cloud NAME      a cloud of clouds.yaml
  --region REGION   for example eu-nl
  --dialect NAME    ${DIALECTS.join(" or ")}
  --stack STACK     not the selected stack
  --config-file FILE  configuration of the stack, if not next to Pulumi.yaml

Pre-shared keys are read from the stack's configuration (psk-<name>) and
encrypted with its key in import.json.
  --set-psk         openstack: copy the keys that the service shows into the
                    configuration of the stack, encrypted; no key is ever an
                    argument of a command
  --without-psk     omit the keys from the state: the first update sends those
                    of the program
  --with-psk        write the keys into import.json in clear text

Other
  --unmanaged       write nothing, only list the objects that no stack of this
                    backend knows

Files
  --out FOLDER      folder of the two files (default: this one)
  --force           overwrite them
  --version         print the version of the package
`;

/** Reads a command line; undefined where help is asked for. Throws a UsageError. */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const values = parsed(args);
  if (values.help === true) return undefined;
  if (values["with-psk"] && values["without-psk"])
    throw new UsageError("--with-psk and --without-psk exclude each other. Omit one");
  return {
    selection: {
      ids: values.id ?? [],
      names: values.name ?? [],
      kinds: (values.kind ?? []).map(kindOf),
      only: values.only === true,
    },
    settings: settingsIn(values),
    stack: values.stack,
    configFile: values["config-file"],
    out: values.out ?? ".",
    force: values.force === true,
    pskForm: values["with-psk"] ? "clear" : values["without-psk"] ? "none" : "sealed",
    pskFromService: values["set-psk"] === true,
    unmanaged: values.unmanaged === true,
  };
}

function parsed(args: readonly string[]) {
  return understood(() =>
    parseArgs({
      args: [...args],
      options: {
        ...{ id: TEXTS, name: TEXTS, kind: TEXTS, only: FLAG },
        ...{ cloud: TEXT, region: TEXT, dialect: TEXT, stack: TEXT, "config-file": TEXT },
        ...{ "set-psk": FLAG, "without-psk": FLAG, "with-psk": FLAG, unmanaged: FLAG },
        ...{ out: TEXT, force: FLAG, help: HELP_FLAG },
      },
    }),
  ).values;
}

function kindOf(name: string): Kind {
  const kind = KINDS.find((known) => known.toLowerCase() === name.toLowerCase());
  if (kind !== undefined) return kind;
  throw new UsageError(`--kind is ${JSON.stringify(name)}. Write one of: ${KINDS.join(", ")}`);
}
