// The setting of a stack that says who runs its resources.

/** What `vpnaas:plugin` asks for: true means the plugin. Undefined where the text is neither yes nor no. */
export function isPluginWanted(text: string | undefined): boolean | undefined {
  if (/^(true|1)$/i.test(text ?? "")) return true;
  return /^(false|0|)$/i.test(text ?? "") ? false : undefined;
}
