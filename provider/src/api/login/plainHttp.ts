// Warns where a login over TLS leads to an API without it: token and keys would be readable on the way, and the user has not chosen that.
import type { Settings } from "../../settings";
import type { Authenticator } from "./auth";
import type { Session } from "./session";

/** The same authenticator, which says once that the catalog leads from https to plain http beyond this machine. */
export function warningOfPlainHttp(
  authenticator: Authenticator,
  { authUrl, endpoint }: Pick<Settings, "authUrl" | "endpoint">,
  log: (message: string) => void,
): Authenticator {
  // An address in the settings is a choice of the user.
  if (endpoint !== undefined || authUrl === undefined || !isSecure(authUrl)) return authenticator;
  let isSaid = false;
  const look = (session: Session): Session => {
    if (!isSaid && isReadable(session.endpoint)) {
      isSaid = true;
      log(
        `warning: the login uses https, but the service catalog leads to plain http at ${new URL(session.endpoint).host}: ` +
          "anyone in between can read the token and pre-shared keys. Set vpnaas:endpoint to its https address, or ask the operator",
      );
    }
    return session;
  };
  return {
    ...authenticator,
    session: async () => look(await authenticator.session()),
    renew: async (stale, refusal) => look(await authenticator.renew(stale, refusal)),
  };
}

function isSecure(address: string): boolean {
  return /^https:/i.test(address);
}

function isReadable(address: string): boolean {
  if (!URL.canParse(address) || isSecure(address)) return false;
  return !/^(127(\.\d+){3}|\[::1\]|([\w-]+\.)*localhost)$/i.test(new URL(address).hostname);
}
