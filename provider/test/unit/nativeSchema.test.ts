// schema.native.json, what the plugin says of itself: complete, and without anything that an SDK must not put into a program.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../../package.json";
import schema from "../../../schema.json";
import native from "../../../schema.native.json";

const text = readFileSync(join(__dirname, "../../../schema.native.json"), "utf8");
const KINDS = ["IpsecSiteConnection", "VpnService", "IkePolicy", "IpsecPolicy", "EndpointGroup"];

/** Every word that stands before a colon, at any depth, with the path of where it stands. */
function wordsIn(value: unknown, path: readonly string[] = []): { word: string; path: string }[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([word, inner]) => [
    { word, path: path.join(".") },
    ...wordsIn(inner, [...path, word]),
  ]);
}

test("has the version of the package, who publishes it, and a block for each language", () => {
  expect(native.version).toBe(manifest.version);
  const { name, publisher, repository, pluginDownloadURL } = native;
  expect({ name, publisher, repository, pluginDownloadURL }).toEqual({
    name: "vpnaas",
    publisher: "pulumivpnaas",
    repository: "https://github.com/pulumivpnaas/pulumi-vpnaas",
    pluginDownloadURL: "github://api.github.com/pulumivpnaas/pulumi-vpnaas",
  });
  expect(Object.keys(native.language)).toEqual(["nodejs", "python", "go", "csharp", "java"]);
  // The handwritten package keeps its name for itself.
  expect(native.language.nodejs.packageName).not.toBe(manifest.name);
});

test("an SDK finds no default: it would write it, and the value of a variable such as OS_PASSWORD, into the state", () => {
  const defaults = wordsIn(native).filter(({ word }) => word === "default" || word === "defaultInfo");
  expect(defaults).toEqual([]);
  expect(wordsIn(schema).filter(({ word }) => word === "defaultInfo").length).toBeGreaterThan(50);
});

test("names the variables and the default of a setting in its description instead", () => {
  const { password, interface: endpoint, requestTimeout } = native.provider.inputProperties;
  expect(password).toEqual({
    type: "string",
    description: "Password of the user. Environment: `OS_PASSWORD`.",
    secret: true,
  });
  expect(endpoint.description).toMatch(/ Environment: `OS_INTERFACE`, `OS_ENDPOINT_TYPE`\. Default: `public`\.$/);
  expect(requestTimeout.description).toMatch(/ Default: `60s`\.$/);
  expect(native.config.variables).toEqual(native.provider.inputProperties);
  expect(Object.keys(native.config.variables)).toEqual(Object.keys(schema.config.variables));
  // A setting of programs in TypeScript.
  expect(native.config.variables).not.toHaveProperty("plugin");
});

test("holds Pulumi's words only", () => {
  expect(text).not.toContain('"x-');
  // Of a place that holds properties or enum values by name, the names are free.
  const free = /(^|\.)(properties|inputProperties|variables|types|resources|functions|language)$/;
  const words = wordsIn(native).filter(({ path }) => !free.test(path) && !path.startsWith("language"));
  const bounds = ["minLength", "maxLength", "pattern", "minimum", "maximum", "format", "minItems", "uniqueItems"];
  expect(words.filter(({ word }) => bounds.includes(word))).toEqual([]);
});

test("has the resources, the component and the functions of schema.json, with the same properties", () => {
  expect(Object.keys(native.resources)).toEqual([
    ...KINDS.map((kind) => `vpnaas:index:${kind}`),
    "vpnaas:index:SiteToSiteVpn",
  ]);
  for (const [token, resource] of Object.entries(native.resources)) {
    const { inputProperties, properties, requiredInputs, required } =
      schema.resources[token as keyof typeof schema.resources]; // the same tokens, see above
    expect(Object.keys(resource.inputProperties)).toEqual(Object.keys(inputProperties));
    expect(Object.keys(resource.properties)).toEqual(Object.keys(properties));
    expect(resource).toMatchObject({ requiredInputs, required });
  }
  expect(Object.keys(native.functions)).toHaveLength(11);
  expect(Object.keys(native.functions)).toEqual(Object.keys(schema.functions));
  expect(Object.keys(native.types)).toEqual(Object.keys(schema.types));
});

test.each(KINDS)("%s takes over a resource of the dynamic provider, and can be listed", (kind) => {
  const resource = Object.entries(native.resources).find(([token]) => token.endsWith(`:${kind}`))?.[1];
  expect(resource).toMatchObject({ aliases: [{ type: `pulumi-nodejs:dynamic/vpnaas:${kind}` }] });
  expect(resource).toMatchObject({ listInputs: { type: "object", properties: { name: { type: "string" } } } });
  expect(resource).not.toHaveProperty("listInputs.properties.id");
});

test("the component has one type in both worlds, so it needs no alias and no list", () => {
  const component = native.resources["vpnaas:index:SiteToSiteVpn"];
  expect(component.isComponent).toBe(true);
  expect(Object.keys(component)).not.toEqual(expect.arrayContaining(["aliases"]));
  expect(Object.keys(component)).not.toEqual(expect.arrayContaining(["listInputs"]));
});

test("secrets are inputs and outputs, but no result of a function, which the engine would not keep secret", () => {
  const connection = native.resources["vpnaas:index:IpsecSiteConnection"];
  expect([connection.inputProperties.psk.secret, connection.properties.psk.secret]).toEqual([true, true]);
  const results = Object.values(native.functions).flatMap(({ outputs }) => Object.keys(outputs.properties));
  expect(results).toContain("peerAddress");
  expect(results).not.toContain("psk");
  const secret = wordsIn(native.functions).filter(({ word }) => word === "secret");
  expect(secret.map(({ path }) => path)).toEqual(["vpnaas:index:peerConfiguration.inputs.properties.psk"]);
});

test("the SDKs in sdk/ were generated from this schema: if not, run `make sdks`", () => {
  const stamp = readFileSync(join(__dirname, "../../../sdk/schema.sha256"), "utf8");
  expect(stamp).toBe(`${createHash("sha256").update(text).digest("hex")}\n`);
});

test.each(KINDS)("%s shows the command that imports it, as does its page of the reference", (kind) => {
  const command = `pulumi import vpnaas:index:${kind} example ID`;
  const { description } = Object.entries(native.resources).find(([token]) => token.endsWith(`:${kind}`))?.[1] ?? {};
  expect(description).toMatch(new RegExp(`## Import\n\n[^\n]*\n\n\`\`\`sh\n\\$ ${command}\n\`\`\`$`));
  const page = readFileSync(join(__dirname, `../../../docs/reference/${kind}.md`), "utf8");
  expect(page).toContain(`\n\`\`\`sh\n${command}\n\`\`\`\n`);
});

test("each resource shows a program in each language, and none of the handwritten package", () => {
  for (const { description } of Object.values(native.resources)) {
    const blocks = [...description.matchAll(/^```(\w+)\n(.*)$/gm)].map(([, language]) => language);
    expect(blocks.filter((language) => language !== "sh")).toEqual([
      ...["typescript", "python", "go", "csharp", "java", "yaml"],
    ]);
    expect(description).not.toContain('"pulumi-vpnaas"');
  }
});
