// Whose rules hold, and why: what a setting says, else what follows from where the login leads.

import { DIALECTS, type Dialect } from "../core/schema";
import { dialectOfHost, dialectOfProfile, dialects } from "../dialects";
import { type Layer, pick } from "./layers";
import type { SettingProblems } from "./problems";
import { choiceOf } from "./values";

/** The dialect, and a remark for messages that come from its rules: which one it is, why, and the setting that decides. */
export interface DialectChoice {
  readonly dialect: Dialect;
  readonly dialectRemark: string;
}

/** Where the login leads. */
interface Destination {
  /** Addresses as they are used, without a value where there is none. */
  readonly authUrl: string | undefined;
  readonly endpoint: string | undefined;
  /** The vendor profile behind the address of the identity service. */
  readonly profile: string | undefined;
}

/** The dialect that the highest source names; without one, that of the host. */
export function dialectOf(
  layers: readonly Layer[],
  { authUrl, endpoint, profile }: Destination,
  problems: SettingProblems,
): DialectChoice {
  const said = pick(layers, "dialect");
  if (said !== undefined) {
    const dialect = choiceOf(said, DIALECTS, problems);
    const why = said.origin === "vpnaas:dialect" ? "set by vpnaas:dialect" : `set by ${said.origin}; ${OVERRIDES}`;
    return { dialect, dialectRemark: `dialect ${dialect}, ${why}` };
  }
  const ofProfile = dialectOfProfile(profile);
  if (ofProfile !== undefined)
    return { dialect: ofProfile, dialectRemark: `dialect ${ofProfile}, from the profile ${profile}; ${OVERRIDES}` };
  const host = hostOf({ authUrl, endpoint });
  const dialect = dialectOfHost(host);
  // A host holds no quotation marks: the quotes of a message are taken away from around it.
  const shown = problems.quote(host).slice(1, -1);
  return { dialect, dialectRemark: `dialect ${dialect}, from the host ${shown}; ${OVERRIDES}` };
}

const OVERRIDES = "vpnaas:dialect overrides";

/** What a user is told where the service has ended. */
export function endOfLife({
  authUrl,
  endpoint,
  region,
}: Omit<Destination, "profile"> & { region: string | undefined }): string | undefined {
  const host = hostOf({ authUrl, endpoint });
  const { ended } = dialects[dialectOfHost(host)];
  return (region ?? host.split(".")[1]) === ended?.region ? ended?.warning : undefined;
}

// Empty where no address is known.
function hostOf({ authUrl, endpoint }: Pick<Destination, "authUrl" | "endpoint">): string {
  const address = authUrl ?? endpoint;
  return address === undefined ? "" : new URL(address).hostname;
}
