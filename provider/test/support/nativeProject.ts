// A project whose resources the native plugin runs: a program in JavaScript with native types, and the plugin as it was built.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { linkedFolder, ROOT } from "./linkedFolder";
import { type KeySource, Project } from "./pulumi";

const MAIN = join(ROOT, "dist/provider/cmd/pulumi-resource-vpnaas/main.js");
// As the SDKs that Pulumi generates do it: outputs have to be named, to be readable.
const HEAD = `const pulumi = require("@pulumi/pulumi");
const classOf = (kind) => class extends pulumi.CustomResource {
  constructor(name, args, options) {
    super("vpnaas:index:" + kind, name, { status: undefined, name: undefined, projectId: undefined, ...args }, options);
  }
};
const kinds = ["IpsecSiteConnection", "VpnService", "IkePolicy", "IpsecPolicy", "EndpointGroup"];
const vpnaas = Object.fromEntries(kinds.map((kind) => [kind, classOf(kind)]));
vpnaas.Provider = class extends pulumi.ProviderResource {
  constructor(name, args) {
    super("vpnaas", name, args);
  }
};
`;

type Login = Pick<Emulator, "environment">;

/** The project with its stack `dev`, logged in by this environment. */
export async function openNativeProject(login: Login, keySource: KeySource = "vault"): Promise<Project> {
  const folder = linkedFolder();
  const plugin = join(folder, "plugin");
  mkdirSync(plugin);
  // What it says beside the protocol is kept; the engine shows none of it.
  const script = `#!/bin/sh\nexec node ${MAIN} "$@" 2>>${join(folder, "plugin.stderr")}\n`;
  writeFileSync(join(plugin, "pulumi-resource-vpnaas"), script, { mode: 0o755 });
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    "name: story\nruntime: { name: nodejs, options: { typescript: false } }\n" +
      "plugins: { providers: [{ name: vpnaas, path: ./plugin }] }\n",
  );
  return Project.in(folder, login.environment, keySource);
}

/** The same, with a stack that asks the classes of this package for native types: programs are those of the dynamic provider. */
export async function openPluginProject(login: Login, keySource?: KeySource): Promise<Project> {
  const project = await openNativeProject(login, keySource);
  await project.config("vpnaas:plugin", "true");
  return project;
}

/** A project of programs for both: with the dynamic provider, or with the plugin where the tests were started with `--plugin`. */
export function openEitherProject(login: Login, keySource?: KeySource): Promise<Project> {
  if (process.env.VPNAAS_TESTED === "plugin") return openPluginProject(login, keySource);
  return Project.open(login, [], keySource);
}

/** Makes the program: lines of JavaScript that see `pulumi` and, with native types, `vpnaas`. */
export function nativeProgram(project: Project, text: string): void {
  project.write("index.js", `${HEAD}${text}\n`);
  project.write("package.json", '{ "name": "story", "main": "index.js" }');
}

/** What the plugin has written to its standard error in all runs. */
export function pluginErrors({ folder }: Project): string {
  const file = join(folder, "plugin.stderr");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
