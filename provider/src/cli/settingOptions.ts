// The options of a command line that are settings.

/** The settings that were given, by their names. */
export function settingsIn({
  cloud,
  region,
  dialect,
}: {
  cloud?: string;
  region?: string;
  dialect?: string;
}): Record<string, string> {
  const given = Object.entries({ cloud, region, dialect });
  return Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
