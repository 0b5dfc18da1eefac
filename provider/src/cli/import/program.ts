// The TypeScript program that declares what was found: references as variables, keys from the configuration of the stack.
import { secretInputs, tokenOf } from "../../core/schema";
import { Code, literal, textLiteral } from "./literal";
import { isReference } from "./survey";
import type { Takeover } from "./takeover";

const HEAD = `// The VPN as pulumi-vpnaas-import found it. Not written again: it is yours to edit.`;

/** The text of the program. Names and other texts of the service appear in it as literals only. */
export function program(takeovers: readonly Takeover[]): string {
  const variables = new Map(takeovers.map(({ id, variable }) => [id, variable]));
  const usesConfig = takeovers.some(({ kind }) => secretInputs(tokenOf(kind)).length > 0);
  const imports = [
    ...(usesConfig ? [`import * as pulumi from ${textLiteral("@pulumi/pulumi")};`] : []),
    `import * as vpnaas from ${textLiteral("pulumi-vpnaas")};`,
  ];
  const blocks = [
    [HEAD, ...imports].join("\n"),
    ...(usesConfig ? ["const config = new pulumi.Config();"] : []),
    ...takeovers.map((each) => declaration(each, variables)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function declaration(each: Takeover, variables: ReadonlyMap<string, string>): string {
  const { kind, logical, variable, stated, pskKey } = each;
  const secret = new Code(`config.requireSecret(${textLiteral(pskKey)})`);
  const inputs = {
    ...withReferences(stated, variables),
    ...Object.fromEntries(secretInputs(tokenOf(kind)).map((name) => [name, secret])),
  };
  return `export const ${variable} = new vpnaas.${kind}(${textLiteral(logical)}, ${literal(inputs)});`;
}

function withReferences(stated: Readonly<Record<string, unknown>>, variables: ReadonlyMap<string, string>) {
  const entries = Object.entries(stated).map(([name, value]) => {
    const variable = isReference(name, value) ? variables.get(value) : undefined;
    return [name, variable === undefined ? value : new Code(`${variable}.id`)] as const;
  });
  return Object.fromEntries(entries);
}
