// The pre-shared keys of the connections: where they come from, and in which form they go into the import file.
// The key that the program will read is the one that the state gets; what a service shows may be masked and is not trusted.
import type { Dialect } from "../settings";
import type { SealedSecret } from "./importFile";
import type { Stack } from "./pulumiCli";
import type { Takeover } from "./takeover";

/** What is done about the keys. */
export interface PskOptions {
  /** `sealed`: encrypted with the key of the stack. `clear`: readable for who reads the file. `none`: not in the file. */
  readonly form: "sealed" | "clear" | "none";
  /** Set the keys that the service shows in the configuration of the stack, where they are missing there. */
  readonly fromService: boolean;
  readonly dialect: Dialect;
  /** Why this dialect, and the setting that says otherwise. */
  readonly dialectRemark: string;
  /** Undefined where there is no stack to read or to encrypt for. */
  readonly stack: Stack | undefined;
  /** Where the user named a stack. */
  readonly stackName: string | undefined;
  /** Says what the user should know. */
  readonly warn: (line: string) => void;
}

/** The sealed keys by the id of the connection. Rejects with a sentence that lists the commands that set missing ones. */
export async function sealPsks(
  takeovers: readonly Takeover[],
  options: PskOptions,
): Promise<ReadonlyMap<string, SealedSecret>> {
  const connections = takeovers.filter(({ kind }) => kind === "IpsecSiteConnection");
  const sealed = new Map<string, SealedSecret>();
  if (connections.length === 0) return sealed;
  if (options.fromService) await storeShown(connections, options);
  if (options.form === "none") return sealed;
  if (options.form === "sealed" && options.stack === undefined) throw new Error(NO_STACK);
  const known = new Map(
    connections.map((each) => [each, options.stack?.config(each.pskKey) ?? shownAsLast(each, options)]),
  );
  const missing = connections.filter((each) => known.get(each) === undefined);
  if (missing.length > 0) throw new Error(options.stack === undefined ? NO_STACK : missingSentence(missing, options));
  warnOfOthers(known, options);
  for (const [{ id }, psk = ""] of known) sealed.set(id, await seal(psk, options));
  return sealed;
}

/** The command that sets the key of a connection; Pulumi asks for the value. */
export function setCommand({ pskKey }: Takeover, stackName: string | undefined): string {
  return `pulumi config set --secret ${pskKey}${stackName === undefined ? "" : ` --stack ${stackName}`}`;
}

const NO_STACK =
  "The pre-shared keys of connections are encrypted for the stack that they are imported into, and there is no stack to ask. " +
  "Run this in the folder of a Pulumi project with a stack. Or leave the keys out of the file (--without-psk)";

async function storeShown(
  connections: readonly Takeover[],
  { dialect, dialectRemark, stack }: PskOptions,
): Promise<void> {
  if (dialect === "otc")
    throw new Error(
      "--set-psk takes the key that the service shows, and what Open Telekom Cloud shows is not the key that is in use " +
        `(${dialectRemark}). Omit --set-psk, and set the keys yourself: this command says how`,
    );
  if (stack === undefined) throw new Error(`--set-psk needs a stack to set keys in. ${NO_STACK}`);
  for (const each of connections) {
    const psk = shown(each);
    if (psk !== undefined && stack.config(each.pskKey) === undefined) await stack.setSecret(each.pskKey, psk);
  }
}

// Upstream shows the key itself. A text of one repeated sign is a mask that somebody put in between.
function shown({ outs }: Takeover): string | undefined {
  return typeof outs.psk === "string" && !/^(.?)\1*$/su.test(outs.psk) ? outs.psk : undefined;
}

// Without a stack, a file in clear is the only place for it; with one, the configuration has to have it for the program anyway.
function shownAsLast(each: Takeover, { form, stack, dialect }: PskOptions): string | undefined {
  return form === "clear" && stack === undefined && dialect === "openstack" ? shown(each) : undefined;
}

// A key that the state takes for the one in use is never sent. Where the service can be asked, a wrong one is seen here.
function warnOfOthers(known: ReadonlyMap<Takeover, string | undefined>, { dialect, warn }: PskOptions): void {
  if (dialect !== "openstack") return;
  for (const [each, psk] of known) {
    if (shown(each) === undefined || shown(each) === psk) continue;
    warn(
      `the service shows another pre-shared key than ${each.pskKey} of the configuration has. The import takes yours for the one ` +
        "in use, so no update will send it. Set the right one and run this again, or import without keys (--without-psk)",
    );
  }
}

async function seal(psk: string, { form, stack }: PskOptions): Promise<SealedSecret> {
  if (form === "clear" || stack === undefined) return { plaintext: JSON.stringify(psk) };
  return { ciphertext: await stack.encrypt(psk) };
}

function missingSentence(missing: readonly Takeover[], { dialect, stackName }: PskOptions): string {
  const one = missing.length === 1;
  const commands = missing.map((each) => `  ${setCommand(each, stackName)}`);
  const shownWay =
    dialect === "openstack" ? "\nOr let this command copy the keys that the service shows there: --set-psk" : "";
  return (
    `The pre-shared ${one ? "key of a connection is" : `keys of ${missing.length} connections are`} not in the configuration of ` +
    `the stack. Set ${one ? "it, as it is" : "them, as they are"} in use now, then run this again:\n${commands.join("\n")}${shownWay}\n` +
    "If a key is not known, set a new one and import without keys (--without-psk): the first `pulumi up` then sends it"
  );
}
