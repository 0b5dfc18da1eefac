// The two ways in which the resources of a program are run: a stack goes from the one to the other by its configuration.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "./pulumi";

/** The lines of Pulumi.yaml with which the plugin of an npm package is found. */
export function pluginLines(path: string): string {
  return `plugins:\n  providers:\n    - name: vpnaas\n      path: ${path}\n`;
}

/** From now on the plugin of the package runs the resources of the stack. */
export async function usePlugin(project: Project, path = "node_modules/pulumi-vpnaas/plugin"): Promise<void> {
  const text = readFileSync(join(project.folder, "Pulumi.yaml"), "utf8");
  if (!text.includes("plugins:")) project.write("Pulumi.yaml", `${text}${pluginLines(path)}`);
  await project.config("vpnaas:plugin", "true");
}

/** From now on the dynamic provider does. */
export async function useDynamic(project: Project): Promise<void> {
  await project.must(["config", "rm", "vpnaas:plugin"]);
}
