// The option --version, which all commands have: only where it stands alone, since a value of another option may be spelled so.

/** The version of this package, if the command line asks for it and for nothing else. */
export function askedVersion(args: readonly string[]): string | undefined {
  if (args.length !== 1 || args[0] !== "--version") return undefined;
  const { version }: { version: string } = require("pulumi-vpnaas/package.json");
  return version;
}
