// The verbs of a kind as the dynamic host calls them, over a cloud of its own.
import { dynamicVerbs, type Handler } from "../../src/adapters/dynamic/verbs";
import { createCloud } from "../../src/cloud";
import type { Clock } from "../../src/core/clock";
import type { Kind } from "../../src/core/schema";
import type { resolveSettings } from "../../src/settings";

interface Options {
  readonly kind?: Kind;
  readonly clock?: Clock;
  /** Hears every line that the user is shown. */
  readonly log?: (line: string) => void;
}

/** Makes them for these settings; of connections unless another kind is asked for. */
export function verbsFor(settings: ReturnType<typeof resolveSettings>, options: Options = {}): Handler {
  const { kind = "IpsecSiteConnection", clock, log = () => undefined } = options;
  const cloud = createCloud(settings, log, clock === undefined ? {} : { clock });
  return dynamicVerbs(kind, cloud, { log });
}
