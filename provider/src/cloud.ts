// Composition root: settings → client → handler for a token. Everything is made on first use; making it sends nothing.

import { createBatchedCollection } from "./api/batching/batchedCollection";
import { createCollection } from "./api/collection";
import { withOffering } from "./api/http/offering";
import { withRetry } from "./api/http/retry";
import { createTransport } from "./api/http/transport";
import { createAuthenticator, withAuth } from "./api/login/auth";
import { warningOfPlainHttp } from "./api/login/plainHttp";
import { createTagClient } from "./api/tags";
import type { CloudContext } from "./context";
import { type Clock, systemClock } from "./core/clock";
import type { Limits, Log, ResourceKind } from "./core/contract";
import { maskOwn } from "./core/masking/masking";
import { rememberSecret } from "./core/masking/rememberedSecrets";
import { memoize } from "./core/memoize";
import type { Token } from "./core/schema";
import { createHandler } from "./operations";
import { masked } from "./operations/masked";
import { placeOf } from "./operations/place";
import { createWhyDown } from "./operations/whyDown";
import { definitions } from "./resources";
import { endOfLife, type Settings } from "./settings";
import { createJointTouch } from "./waiting/jointTouch";
import { createPollScheduler } from "./waiting/scheduler";

/** A cloud: one login and one set of connections, shared by the handlers of all tokens. */
export interface Cloud {
  handlerFor(token: Token): ResourceKind;
  /** How long operations wait where the program does not say it. */
  readonly limits: Limits;
  /** ID of the project of the login, where it is known; logs in. */
  projectId(): Promise<string | undefined>;
  readonly whyDown: CloudContext["whyDown"];
}

const UNVERIFIED =
  "TLS certificates are not verified (vpnaas:insecure, OS_INSECURE or verify: false in clouds.yaml): anyone in between " +
  "can read the credentials and pre-shared keys. vpnaas:cacert (OS_CACERT) trusts a CA of your own instead";

let isEndSaid = false;

// Once for all clouds of the process.
function warnOfEndOfLife(settings: Settings, say: (message: string) => void): void {
  const warning = endOfLife(settings);
  if (isEndSaid || warning === undefined) return;
  isEndSaid = true;
  say(`warning: ${warning}`);
}

/** What surrounds a cloud; the clock is the system's unless a test gives its own. */
interface CloudOptions {
  readonly clock?: Clock;
  /** Says that the service has ended there, where another process of the run may say the same; without it, `say` does. */
  readonly sayEndOfLife?: (message: string) => void;
}

/** Makes a cloud. `say` says something to the user. */
export function createCloud(
  settings: Settings,
  say: Log,
  { clock = systemClock, sayEndOfLife = say }: CloudOptions = {},
): Cloud {
  for (const value of secretsIn(settings)) rememberSecret(value);
  // Whatever is said may quote what the service shows.
  const log: Log = (message, manner) => say(maskOwn(message), manner);
  if (settings.insecure) log(`warning: ${UNVERIFIED}`);
  warnOfEndOfLife(settings, sayEndOfLife);
  const transport = createTransport(settings);
  const send = withRetry(transport, clock, { log, maxRequests: settings.maxRequests });
  const authenticator = warningOfPlainHttp(createAuthenticator(settings, send, clock), settings, log);
  const authorised = withOffering(withAuth(send, authenticator));
  const projectId = async () => (await authenticator.session()).projectId;
  const place = async () => placeOf(await authenticator.session());
  const scheduler = createPollScheduler(clock);
  const jointTouch = createJointTouch(clock, scheduler);
  // Batched once for each collection: it has to know of all writes.
  const collectionOf = memoize((token: Token) =>
    createBatchedCollection(createCollection(authorised, definitions[token]), clock),
  );
  const connections = collectionOf("vpnaas:index:IpsecSiteConnection");
  const tags = createTagClient(authorised);
  const whyDown = createWhyDown({ collectionOf, settings, clock });
  const handlerFor = memoize((token: Token) =>
    masked(
      createHandler(definitions[token], {
        settings,
        collection: collectionOf(token),
        connections,
        endpointGroups: collectionOf("vpnaas:index:EndpointGroup"),
        tags,
        projectId,
        place,
        jointTouch,
        whyDown,
        clock,
        scheduler,
      }),
    ),
  );
  return { projectId, limits: limitsIn(settings), handlerFor, whyDown };
}

function secretsIn({ credentials }: Settings): (string | undefined)[] {
  switch (credentials.method) {
    case "password":
      return [credentials.password];
    case "token":
      return [credentials.token];
    case "applicationCredential":
      return [credentials.secret];
    case "accessKey":
      return [credentials.secretKey, credentials.securityToken];
  }
}

function limitsIn({ createTimeout, updateTimeout, deleteTimeout, activeTimeout }: Settings): Limits {
  return { create: createTimeout, update: updateTimeout, delete: deleteTimeout, active: activeTimeout };
}
