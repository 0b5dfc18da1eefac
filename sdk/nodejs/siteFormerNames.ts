// What is wrong with the former names of sites (`formerly`), in sentences.
interface Site {
  readonly name: string;
  /** What stands before the name of a property in messages. */
  readonly path: string;
  readonly given: Readonly<Record<string, unknown>>;
}

/** A former name is a text, and belongs to one site alone: two sites cannot both have been the same one. */
export function formerProblems(sites: readonly Site[]): string[] {
  // A standby counts: its connection has a name of its own.
  const present = new Set(
    sites.flatMap(({ name, given }) => (given.standby === undefined ? [name] : [name, `${name}-standby`])),
  );
  const owners = new Map<string, string>();
  return sites.flatMap(({ name, path, given }) => {
    const title = `${path}formerly`;
    const { formerly } = given;
    if (formerly === undefined) return [];
    const names: unknown[] = Array.isArray(formerly) ? formerly : [formerly];
    return names.flatMap((former) => {
      if (typeof former !== "string" || former === "")
        return [`${title} must be the name of a site, or a list of names`];
      const advice = "omit it, or give the name that this site had before";
      if (present.has(former)) return [`${title} is "${former}", which is a site of connections now: ${advice}`];
      const owner = owners.get(former);
      owners.set(former, name);
      return owner === undefined ? [] : [`${title} is "${former}", the former name of ${owner} already: ${advice}`];
    });
  });
}
