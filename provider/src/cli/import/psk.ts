// The pre-shared keys of the connections: where they come from, and in which form they go into the import file.
// The key that the program will read is the one that the state gets; what a service shows may be masked and is not trusted.
import { dialects } from "../../dialects";
import type { Dialect } from "../../settings";
import type { SealedSecret } from "./importFile";
import { textLiteral } from "./literal";
import type { Stack } from "./pulumiCli";
import type { Takeover } from "./takeover";

/** What is done about the keys. */
interface PskOptions {
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
  /** Says how far the work is. */
  readonly say: (line: string) => void;
  /** Says what the user should know. */
  readonly warn: (line: string) => void;
}

/** The sealed keys by the id of the connection. Rejects with a sentence that lists the commands that set missing ones. */
export async function sealPsks(
  takeovers: readonly Takeover[],
  options: PskOptions,
): Promise<ReadonlyMap<string, SealedSecret>> {
  const connections = takeovers.filter(({ kind }) => kind === "IpsecSiteConnection");
  if (connections.length === 0) return new Map();
  if (options.fromService) await storeShown(connections, options);
  if (options.form === "none") return new Map();
  if (options.form === "sealed" && options.stack === undefined) throw new Error(NO_STACK);
  const keyOf = (each: Takeover) => options.stack?.config(each.pskKey) ?? shownAsLast(each, options);
  const known = new Map(connections.map((each) => [each, keyOf(each)] as const).filter(hasKey));
  const missing = connections.filter((each) => !known.has(each));
  if (missing.length > 0) throw new Error(options.stack === undefined ? NO_STACK : missingSentence(missing, options));
  warnOfOthers(known, options);
  return seal(new Map([...known].map(([{ id }, psk]) => [id, psk])), options);
}

function hasKey<T>(pair: readonly [T, string | undefined]): pair is readonly [T, string] {
  return pair[1] !== undefined;
}

/** The commands that set the keys of connections, each with the peer that shares the key. Pulumi asks for the value. */
export function setCommands(connections: readonly Takeover[], stackName: string | undefined): string[] {
  const flag = stackName === undefined ? "" : ` --stack ${stackName}`;
  const commands = connections.map(({ pskKey }) => `pulumi config set --secret ${pskKey}${flag}`);
  const width = Math.max(...commands.map(({ length }) => length));
  return connections.map(({ id, outs }, at) => {
    const peer = plainOrQuoted(String(outs.peerAddress ?? ""));
    return `${commands[at]?.padEnd(width)}  # peer ${peer}, id ${plainOrQuoted(id)}`;
  });
}

// What a service says may hold anything; in a line that users copy, it has to stay a comment.
function plainOrQuoted(text: string): string {
  return /^[\w.:-]+$/.test(text) ? text : textLiteral(text);
}

const NO_STACK =
  "The pre-shared keys of connections are encrypted for the stack that they are imported into, and there is no stack to ask. " +
  "Run this in the folder of a Pulumi project with a stack. Or omit the keys from the file (--without-psk)";

async function storeShown(
  connections: readonly Takeover[],
  { dialect, dialectRemark, stack, say }: PskOptions,
): Promise<void> {
  const { hidesPsk } = dialects[dialect];
  if (hidesPsk !== undefined)
    throw new Error(
      `--set-psk takes the key that the service shows, and ${hidesPsk} ` +
        `(${dialectRemark}). Omit --set-psk, and set the keys yourself: this command says how`,
    );
  if (stack === undefined) throw new Error(`--set-psk needs a stack to set keys in. ${NO_STACK}`);
  const unset = connections.filter(({ pskKey }) => stack.config(pskKey) === undefined);
  const secrets = new Map(unset.map((each) => [each.pskKey, shown(each)] as const).filter(hasKey));
  await stack.setSecrets(secrets, counter(secrets.size, "set in the configuration of the stack", say));
}

// Ten lines at most, and none for what is done in a few seconds.
function counter(total: number, what: string, say: (line: string) => void): () => void {
  const step = Math.max(5, Math.ceil(total / 10));
  let count = 0;
  return () => {
    count += 1;
    if (total > step && (count % step === 0 || count === total))
      say(`${count} of ${total} pre-shared keys are ${what}`);
  };
}

// Upstream shows the key itself. A text of one repeated sign is a mask that something in between put there.
function shown({ outs }: Takeover): string | undefined {
  return typeof outs.psk === "string" && !/^(.?)\1*$/su.test(outs.psk) ? outs.psk : undefined;
}

// Without a stack, a file in clear is the only place for it; with one, the configuration has to have it for the program anyway.
function shownAsLast(each: Takeover, { form, stack, dialect }: PskOptions): string | undefined {
  return form === "clear" && stack === undefined && dialects[dialect].hidesPsk === undefined ? shown(each) : undefined;
}

// A key that the state takes for the one in use is never sent. Where the service can be asked, a wrong one is seen here.
function warnOfOthers(known: ReadonlyMap<Takeover, string>, { dialect, warn }: PskOptions): void {
  if (dialects[dialect].hidesPsk !== undefined) return;
  for (const [each, psk] of known) {
    if (shown(each) === undefined || shown(each) === psk) continue;
    warn(
      `the service shows another pre-shared key than ${each.pskKey} of the configuration has. The import treats yours as the one ` +
        "in use, so no update will send it. Set the right one and run this again, or import without keys (--without-psk)",
    );
  }
}

async function seal(
  psks: ReadonlyMap<string, string>,
  { form, stack, say }: PskOptions,
): Promise<Map<string, SealedSecret>> {
  if (form === "clear" || stack === undefined)
    return new Map([...psks].map(([id, psk]) => [id, { plaintext: JSON.stringify(psk) }]));
  const encrypted = await stack.encrypt(psks, counter(psks.size, "encrypted for import.json", say));
  return new Map([...encrypted].map(([id, ciphertext]) => [id, { ciphertext }]));
}

function missingSentence(missing: readonly Takeover[], { dialect, stackName }: PskOptions): string {
  const one = missing.length === 1;
  const commands = setCommands(missing, stackName).map((command) => `  ${command}`);
  const shownWay =
    dialects[dialect].hidesPsk === undefined
      ? "\nOr let this command copy the keys that the service shows there: --set-psk"
      : "";
  return (
    `The pre-shared ${one ? "key of a connection is" : `keys of ${missing.length} connections are`} not in the configuration of ` +
    `the stack. Set ${one ? "it, as it is" : "them, as they are"} in use now, then run this again:\n${commands.join("\n")}${shownWay}\n` +
    "If a key is not known, set a new one and import without keys (--without-psk): the first `pulumi up` then sends it"
  );
}
