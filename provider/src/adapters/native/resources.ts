// The verbs of a resource as the engine calls them: unpack, act, pack. Old states may hold what the dynamic host kept in them: every
// verb ignores it, and whatever is written here is without it.

import type { Stored, Values } from "../../core/contract";
import { maskSecrets } from "../../core/masking/masking";
import { type Kind, resourceSpec, type Token, tokenOf } from "../../core/schema";
import { isUnknown } from "../../core/unknown";
import { bare } from "../hidden";
import { checkAnswer, diffAnswer, previewOfCreate, previewOfUpdate, storedBag, written } from "./answers";
import { keptSecrets, NotPlain, pack, secretTexts, type Unpacked, unpack } from "./bags";
import { createChecker } from "./checking";
import { withoutIgnored } from "./ignoring";
import { importedInputs } from "./importing";
import { Empty, messages, type ProviderMessages } from "./rpc";
import { namedBy } from "./urn";
import { type Desk, knownOf, secretPlaces, type Work, workOn } from "./work";

/** Makes the check of a process. */
export function createCheck(desk: Desk) {
  const check = createChecker((call) => workOn(desk, call.urn));
  return async (request: ProviderMessages.CheckRequest): Promise<ProviderMessages.CheckResponse> => {
    const urn = request.getUrn();
    const named = namedBy(urn);
    try {
      const [olds, news] = [unpack(request.getOlds()), unpack(request.getNews())];
      const autonaming = request.getAutonaming();
      const { inputs, failures } = await check({ urn, named, olds: olds.values, news: news.values, autonaming });
      const own = secretTexts(news.values, news.secrets);
      const shown = failures.map((failure) => ({ ...failure, reason: maskSecrets(failure.reason, own) }));
      const marks = [news.secrets, keptSecrets(olds, news.values), secretPlaces(tokenOf(named.kind))];
      return checkAnswer(pack(inputs, ...marks), shown);
    } catch (error) {
      if (!(error instanceof NotPlain)) throw error;
      return checkAnswer(pack({}), [{ property: "", reason: error.message }]);
    }
  };
}

/** What an update would do. Sends nothing. */
export function diffResource(desk: Desk, request: ProviderMessages.DiffRequest): ProviderMessages.DiffResponse {
  const { verbs, operation } = workOn(desk, request.getUrn());
  const id = request.getId();
  verbs.note(id);
  const { known, news } = asked(unpack(request.getOlds()), unpack(request.getNews()), request);
  return diffAnswer(verbs.diff(id, known, news, operation));
}

/** Creates, or says what is known before. */
export async function createResource(
  desk: Desk,
  request: ProviderMessages.CreateRequest,
): Promise<ProviderMessages.CreateResponse> {
  const allowed = { verb: "create", seconds: request.getTimeout() } as const;
  const { values, secrets } = unpack(request.getProperties());
  const inputs = bare(values);
  const answer = new messages.CreateResponse();
  if (request.getPreview()) {
    const token = tokenOf(namedBy(request.getUrn()).kind);
    // What is taken over has its id already.
    if (typeof inputs.adoptId === "string" && !isUnknown(inputs.adoptId)) answer.setId(inputs.adoptId);
    answer.setProperties(pack(previewOfCreate(token, inputs), secretPlaces(token), secrets));
    return answer;
  }
  const { token, verbs, operation } = workOn(desk, request.getUrn(), allowed);
  const { done, outputs } = await written(() => verbs.create(inputs, operation), token, secrets);
  answer.setId(done.id);
  answer.setProperties(outputs);
  return answer;
}

/** Reads back what the state holds, or what is to be imported or looked up: then there are no inputs. */
export async function readResource(
  desk: Desk,
  request: ProviderMessages.ReadRequest,
): Promise<ProviderMessages.ReadResponse> {
  const work = workOn(desk, request.getUrn());
  const { kind, token, verbs, operation } = work;
  const [id, outs, inputs] = [request.getId(), unpack(request.getProperties()), unpack(request.getInputs())];
  const isKnown = Object.keys(inputs.values).length > 0;
  const known = knownOf(outs, isKnown ? request.getInputs() : undefined);
  const found = await verbs.read(id, known, operation);
  const answer = new messages.ReadResponse();
  if (found === undefined) {
    if (!isKnown && Object.keys(outs.values).length === 0) throw absent(kind, id);
    return answer; // one without an id says that it is gone
  }
  const { inputs: drifted, ...stored } = found;
  const own = known.inputs === undefined ? await inputsOf(work, stored) : withoutOutput(token, known.inputs, drifted);
  answer.setId(id);
  answer.setProperties(storedBag(token, stored, outs.secrets, inputs.secrets));
  answer.setInputs(pack(own, inputs.secrets, secretPlaces(token)));
  return answer;
}

// A read says nothing of what has no output: such as what a connection waits for.
function withoutOutput(token: Token, inputs: Values, drifted: Values | undefined): Values {
  if (drifted === undefined) return inputs;
  const { properties } = resourceSpec(token);
  const others = Object.entries(inputs).filter(([name]) => !(name in properties));
  return { ...Object.fromEntries(others), ...drifted };
}

async function inputsOf({ kind, verbs, operation, cloud, settings }: Work, { outputs }: Stored): Promise<Values> {
  const check = (inputs: Values) => verbs.check(undefined, inputs, operation);
  return importedInputs(kind, outputs, { check, dialect: settings.dialect, projectId: await cloud.projectId() });
}

function absent(kind: Kind, id: string): Error {
  return new Error(
    `There is no ${kind} with the id ${JSON.stringify(id)} in the project and region of the settings. Correct the id, or the settings`,
  );
}

/** What the state holds, and what the program asks for apart from what it ignores. */
function asked(
  olds: Unpacked,
  { values }: Unpacked,
  request: ProviderMessages.DiffRequest | ProviderMessages.UpdateRequest,
) {
  const known = knownOf(olds, request.getOldInputs());
  return withoutIgnored({ known, news: bare(values) }, request.getIgnorechangesList());
}

/** Updates, or says what is known before. */
export async function updateResource(
  desk: Desk,
  request: ProviderMessages.UpdateRequest,
): Promise<ProviderMessages.UpdateResponse> {
  const allowed = { verb: "update", seconds: request.getTimeout() } as const;
  const { token, verbs, operation } = workOn(desk, request.getUrn(), allowed);
  const id = request.getId();
  const [olds, given] = [unpack(request.getOlds()), unpack(request.getNews())];
  const { known, news } = asked(olds, given, request);
  const marks = [given.secrets, keptSecrets(olds, given.values)];
  const answer = new messages.UpdateResponse();
  if (request.getPreview()) {
    const { changes } = verbs.diff(id, known, news, operation);
    const outputs = previewOfUpdate(token, { outputs: known.outputs, news, changes });
    answer.setProperties(pack(outputs, secretPlaces(token), ...marks));
    return answer;
  }
  const { outputs } = await written(() => verbs.update(id, known, news, operation), token, ...marks);
  answer.setProperties(outputs);
  return answer;
}

/** Deletes; what is gone already is a success. */
export async function deleteResource(
  desk: Desk,
  request: ProviderMessages.DeleteRequest,
): Promise<InstanceType<typeof Empty>> {
  const { verbs, operation } = workOn(desk, request.getUrn(), { verb: "delete", seconds: request.getTimeout() });
  await verbs.delete(request.getId(), knownOf(unpack(request.getProperties()), request.getOldInputs()), operation);
  return new Empty();
}
