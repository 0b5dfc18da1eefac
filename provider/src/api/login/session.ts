// What a session is: the proof of identity that requests carry, and where it is good for.
// tokenSession.ts and accessKeySession.ts open them, auth.ts keeps one for everybody.
import type { Sign } from "../http/transport";

/** Where a session is good for, and either a token that requests carry or a function that signs each of them. */
export type Session = Place & ({ token: string; sign?: undefined } | { token?: undefined; sign: Sign });

interface Place {
  /** Base of the VPN API, without slash at the end and without /v2.0. */
  endpoint: string;
  /** Region of the endpoint; undefined where neither the settings nor the catalog tell. */
  region: string | undefined;
  projectId: string | undefined;
}

/** A new session, and the instant (on `Clock.now`) from which on another one is better opened. */
export interface OpenedSession {
  session: Session;
  renewAt: number;
}
