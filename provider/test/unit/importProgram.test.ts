// The program of pulumi-vpnaas-import: its names are unique and plain, and whatever a service calls its objects stays data in it.

import ts from "typescript";
import { literal, textLiteral } from "../../src/cli/import/literal";
import { nameAll } from "../../src/cli/import/names";
import { program } from "../../src/cli/import/program";
import type { Existing } from "../../src/cli/import/survey";
import type { Takeover } from "../../src/cli/import/takeover";
import type { Kind } from "../../src/core/schema";
import { fc } from "../support/laws";

const KINDS: readonly Kind[] = ["VpnService", "IkePolicy", "IpsecPolicy", "EndpointGroup", "IpsecSiteConnection"];

const existing = (kind: Kind, name: unknown, id = "1"): Existing => ({ kind, id, outs: { name } });
const namesOf = (...objects: Existing[]) => nameAll(objects).map(({ logical, variable }) => [logical, variable]);

test.each<[string, unknown, string, string]>([
  ["a plain name stays", "hq", "hq", "hq"],
  ["capitals become small where a variable starts", "HQ-Berlin", "HQ-Berlin", "hqBerlin"],
  ["accents are taken off", "Büro Köln", "Buro-Koln", "buroKoln"],
  ["a name without Latin letters gives the word of its kind", "東京", "connection", "connection"],
  ["an empty name, too", "", "connection", "connection"],
  ["a missing name, too", undefined, "connection", "connection"],
  ["a word of the language is no variable", "default", "default", "connectionDefault"],
  ["nor is a name that the program uses itself", "config", "config", "connectionConfig"],
  ["nor is a digit the start of one", "10.0.0.0/8 branch", "10-0-0-0-8-branch", "connection100008Branch"],
  ["code is taken apart", '"); process.exit(1); //', "process-exit-1", "processExit1"],
])("%s", (_reason, name, logical, variable) => {
  expect(namesOf(existing("IpsecSiteConnection", name))).toEqual([[logical, variable]]);
});

test("equal names of a kind are numbered, those of two kinds share the resource's name and not the variable's", () => {
  const objects = [
    existing("IkePolicy", "hq"),
    existing("IpsecSiteConnection", "hq"),
    existing("IpsecSiteConnection", "hq"),
    existing("IpsecSiteConnection", "hq-2"),
  ];
  expect(nameAll(objects)).toEqual([
    { logical: "hq", variable: "hqIkePolicy", pskKey: "psk-hq" },
    { logical: "hq", variable: "hqIpsecSiteConnection", pskKey: "psk-hq" },
    { logical: "hq-2", variable: "hq2", pskKey: "psk-hq-2" },
    { logical: "hq-2-2", variable: "hq22", pskKey: "psk-hq-2-2" },
  ]);
});

test("names that differ only in what a variable cannot hold get variables with numbers", () => {
  const objects = ["a-b", "a_b", "aB"].map((name) => existing("IkePolicy", name));
  expect(namesOf(...objects)).toEqual([
    ["a-b", "aBIkePolicy"],
    ["a_b", "aBIkePolicy2"],
    ["aB", "aBIkePolicy3"],
  ]);
});

test.each<[string, string, string]>([
  ["quotes and line breaks", 'a"b\n`$' + "{c}`*/", '"a\\"b\\n`$' + '{c}`*/"'],
  ["separators of lines", "a\u2028b", '"a\\u{2028}b"'],
  ["marks that turn the direction of a text", "a\u202eb", '"a\\u{202e}b"'],
  ["half a character", "a\ud800b", '"a\\ud800b"'],
  ["letters of every script stay readable", "Büro 東京", '"Büro 東京"'],
])("a text as source: %s", (_reason, text, source) => {
  expect(textLiteral(text)).toBe(source);
});

test("the key __proto__ is a property like others", () => {
  const tags = Object.fromEntries([["__proto__", "x"]]);
  expect(literal({ tags })).toBe('{\n  tags: { ["__proto__"]: "x" },\n}');
});

test("whatever the names and values are, the program parses, is inert and says exactly them", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      '"',
      "`$" + "{process.exit()}`",
      "*/",
      "\n",
      "\\",
      "</script>",
      "\u2028",
      "constructor",
      "await",
      "config",
    ),
  );
  const name = fc.array(hostile, { maxLength: 4 }).map((parts) => parts.join(""));
  const stated = fc.record({ name, description: name, tags: fc.dictionary(name, name), endpoints: fc.array(name) });
  const object = fc.record({ kind: fc.constantFrom(...KINDS), name, stated });
  fc.assert(
    fc.property(fc.array(object, { maxLength: 6 }), (objects) => {
      const found = objects.map(({ kind, name: own }, at) => existing(kind, own, String(at)));
      const names = nameAll(found);
      const takeovers = found.map((each, at) => ({
        ...each,
        ...names[at],
        stated: objects[at]?.stated,
      })) as unknown as Takeover[]; // the parts that a program is made of
      expect(declarationsIn(program(takeovers))).toEqual(
        takeovers.map(({ kind, logical, variable, stated: inputs, pskKey }) => ({
          variable,
          kind,
          logical,
          inputs: kind === "IpsecSiteConnection" ? { ...inputs, psk: `secret ${pskKey}` } : inputs,
        })),
      );
      const byKind = takeovers.map(({ kind, logical }) => `${kind} ${logical}`);
      expect(new Set(byKind).size).toBe(takeovers.length);
      expect(new Set(takeovers.map(({ variable }) => variable)).size).toBe(takeovers.length);
    }),
    { numRuns: 300 },
  );
});

/** What a program declares, read from its syntax; fails for any syntax that is not a declaration with literals. */
function declarationsIn(source: string) {
  const file = ts.createSourceFile("vpn.ts", source, ts.ScriptTarget.ES2024, true);
  const { diagnostics } = ts.transpileModule(source, { reportDiagnostics: true });
  expect((diagnostics ?? []).map(({ messageText }) => messageText)).toEqual([]);
  const declared = file.statements.filter((statement) => !ts.isImportDeclaration(statement)).map(declarationOf);
  return declared.filter(({ variable }) => variable !== "config");
}

function declarationOf(statement: ts.Statement) {
  if (!ts.isVariableStatement(statement)) throw new Error(`not a declaration: ${statement.getText()}`);
  const [declaration] = statement.declarationList.declarations;
  const made = declaration?.initializer;
  if (made === undefined || !ts.isNewExpression(made)) throw new Error(`not a new object: ${statement.getText()}`);
  const [logical, inputs] = made.arguments ?? [];
  const kind = made.expression.getText().replace(/^vpnaas\./, "");
  const variable = declaration?.name.getText();
  return { variable, kind, logical: logical && valueIn(logical), inputs: inputs && valueIn(inputs) };
}

function valueIn(node: ts.Expression): unknown {
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(valueIn);
  if (ts.isCallExpression(node) && node.expression.getText() === "config.requireSecret")
    return `secret ${node.arguments.map(valueIn).join()}`;
  if (!ts.isObjectLiteralExpression(node)) throw new Error(`not a literal: ${node.getText()}`);
  return Object.fromEntries(
    node.properties.map((property) => {
      if (!ts.isPropertyAssignment(property)) throw new Error(`not a property: ${property.getText()}`);
      const { name } = property;
      const key = ts.isComputedPropertyName(name) ? valueIn(name.expression) : "text" in name ? name.text : undefined;
      return [String(key), valueIn(property.initializer)];
    }),
  );
}
