// Reads durations as people write them in configuration: plain seconds or Go-like texts. Bounds are up to the caller.

/** 500 hours in milliseconds; timers of Node fire at once beyond 24.8 days, so nothing longer may reach them. */
export const MAXIMUM_DURATION = 1_800_000_000;

const UNITS: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
]);

/** Milliseconds of "90" (seconds), "90s", "1h30m", "500ms" or "1.5h", rounded up; undefined for any other text. */
export function parseDuration(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return milliseconds(Number(text) * 1_000);
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    sum += Number(amount) * (UNITS.get(unit ?? "") ?? Number.NaN);
  }
  return milliseconds(sum);
}

// 0.1 * 3 and the like must not become one millisecond more, hence the rounding before the ceiling.
function milliseconds(value: number): number {
  return Math.ceil(Number(value.toFixed(6)));
}
