// What the user is told at the end: what was written, what comes next, and what will not go smoothly.
import { join, relative, resolve } from "node:path";
import type { CommandEnvironment } from "../command";
import { titleOf } from "../objects";
import type { Arguments } from "./arguments";
import { textLiteral } from "./literal";
import { setCommands } from "./psk";
import type { Stack } from "./pulumiCli";
import { KINDS_IN_ORDER } from "./survey";
import type { Takeover } from "./takeover";

/** What the report is about. */
interface ReportOptions {
  readonly given: Arguments;
  readonly commandEnvironment: CommandEnvironment;
  readonly stack: Stack | undefined;
  /** Names of the two files. */
  readonly files: { readonly import: string; readonly program: string };
}

/** Says it; names nothing that is secret. */
export function report(takeovers: readonly Takeover[], options: ReportOptions): void {
  const { say, warn } = options.commandEnvironment;
  const { importPath, programPath } = pathsOf(options);
  const counts = KINDS_IN_ORDER.map((kind) => [kind, takeovers.filter((each) => each.kind === kind).length] as const);
  const found = counts.filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${kind}`);
  say(`${importPath} and ${programPath} are written: ${found.join(", ")}.`);
  for (const each of takeovers.filter(({ refused }) => refused.length > 0)) warn(refusal(each));
  const steps = nextSteps(takeovers, options);
  say(`Next:\n${steps.map((step) => `  ${step}`).join("\n")}`);
  if (!takeovers.some(isConnection)) return;
  const { pskForm } = options.given;
  if (pskForm === "clear") warn(`${importPath} holds pre-shared keys in clear text: delete it after the import`);
  if (pskForm === "none")
    warn("the state gets no pre-shared keys: the preview shows them as a change, and the first update sends them");
}

function nextSteps(takeovers: readonly Takeover[], options: ReportOptions): string[] {
  const { given, stack } = options;
  const flag = given.stack === undefined ? "" : ` --stack ${given.stack}`;
  const unset = takeovers.filter((each) => isConnection(each) && stack?.config(each.pskKey) === undefined);
  const expectation = given.pskForm === "none" && takeovers.some(isConnection) ? "" : " --expect-no-changes";
  return [
    ...setCommands(unset, given.stack),
    `pulumi import --file ${pathsOf(options).importPath} --generate-code=false${flag}`,
    `add to index.ts, the program of the project: import ${textLiteral("./vpn")};`,
    `pulumi preview${expectation}${flag}`,
  ];
}

function pathsOf({ given, commandEnvironment: { folder }, files }: ReportOptions) {
  const [importPath, programPath] = [files.import, files.program].map((name) =>
    relative(folder, join(resolve(folder, given.out), name)),
  );
  return { importPath, programPath };
}

function refusal(each: Takeover): string {
  return (
    `${titleOf(each)} has values that the provider refuses: ${each.refused.join("; ")}. ` +
    "It is imported as it is, with a warning; previews fail until the program says something else"
  );
}

function isConnection({ kind }: Takeover): boolean {
  return kind === "IpsecSiteConnection";
}
