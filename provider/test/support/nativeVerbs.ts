// The verbs of the native plugin as a Handler, so that what is played with the dynamic provider is played with the plugin: its messages
// without the wire. The old inputs, which the engine keeps and hands over, are noted for the outputs that came of them.
import { isDeepStrictEqual } from "node:util";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { HostInitFailure } from "../../src/adapters/dynamic/state";
import { unpack } from "../../src/adapters/native/bags";
import {
  createResource,
  deleteResource,
  diffResource,
  readResource,
  updateResource,
} from "../../src/adapters/native/resources";
import { errorAnswer } from "../../src/adapters/native/unary";
import { type Desk, workOn } from "../../src/adapters/native/work";
import { InitFailedError } from "../../src/core/errors";
import { failureIn } from "./nativePlugin";
import { bag } from "./nativeValues";
import type { VerbsOf } from "./stage";

type Values = Readonly<Record<string, unknown>>;
type Bag = ReturnType<typeof bag>;
interface AboutObject {
  setId(id: string): void;
  setUrn(urn: string): void;
  setOldInputs(inputs: Bag): void;
}

/** What the program said last, by the outputs that came of it. */
const inputsOf = new WeakMap<Values, Values>();

/** The verbs of a resource `hq` of the stack `story/dev`. */
export const nativeVerbs: VerbsOf = (kind, resolved, { log, stateOfStack = noState }) => {
  const urn = `urn:pulumi:dev::story::vpnaas:index:${kind}::hq`;
  const { signal } = new AbortController();
  const desk: Desk = {
    configuration: { configure() {}, resolved: () => resolved },
    connection: { engine: undefined, open() {}, close() {}, stop() {}, log, during: (_, act) => act(), signal },
    stateOfStack,
  };
  const { verbs, operation, autoname } = workOn(desk, urn);
  const { note, list, lookUp, projectId } = verbs;
  const about = <T extends AboutObject>(request: T, { id, olds }: { id: string; olds: Values }): T => {
    request.setId(id);
    request.setUrn(urn);
    request.setOldInputs(bag(inputsOf.get(olds) ?? {}));
    return request;
  };
  return {
    ...{ note, list, lookUp, projectId },
    check: (olds, { name = autoname.names[0], ...news }) =>
      verbs.check(Object.keys(olds).length === 0 ? undefined : olds, { ...news, name }, operation),
    refusedAdoption: (inputs) => verbs.refusedAdoption(inputs, operation),
    diff(olds, news, oldInputs, id = "") {
      const request = about(new messages.DiffRequest(), { id, olds });
      request.setOlds(bag(olds));
      if (oldInputs !== undefined) request.setOldInputs(bag(oldInputs));
      request.setNews(bag(news));
      const answer = diffResource(desk, request);
      const isChanged = answer.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME;
      const [changed, replaces] = [answer.getDiffsList(), answer.getReplacesList()];
      return { changed, changes: isChanged, replaces, deleteBeforeReplace: answer.getDeletebeforereplace() };
    },
    async create(inputs) {
      const request = new messages.CreateRequest();
      request.setUrn(urn);
      request.setProperties(bag(inputs));
      const answer = await asEngine(inputs, () => createResource(desk, request));
      return { id: answer.getId(), outs: kept(answer.getProperties(), inputs) };
    },
    async read(id, olds) {
      const inputs = inputsOf.get(olds) ?? {};
      const request = new messages.ReadRequest();
      request.setId(id);
      request.setUrn(urn);
      request.setInputs(bag(inputs));
      request.setProperties(bag(olds));
      const answer = await readResource(desk, request);
      if (answer.getId() === "") return undefined;
      const { values } = unpack(answer.getInputs());
      const outs = kept(answer.getProperties(), values);
      return isDeepStrictEqual(values, { ...inputs }) ? { outs } : { outs, inputs: values };
    },
    async update(id, olds, news, oldInputs) {
      const request = about(new messages.UpdateRequest(), { id, olds });
      request.setOlds(bag(olds));
      if (oldInputs !== undefined) request.setOldInputs(bag(oldInputs));
      request.setNews(bag(news));
      const answer = await asEngine(news, () => updateResource(desk, request));
      return kept(answer.getProperties(), news);
    },
    async delete(id, olds) {
      const request = about(new messages.DeleteRequest(), { id, olds });
      request.setProperties(bag(olds));
      await deleteResource(desk, request);
    },
  };
};

const noState = () => Promise.reject(new Error("there is no stack here"));

function kept(outputs: Bag | undefined, inputs: Values): Record<string, unknown> {
  const { values } = unpack(outputs);
  inputsOf.set(values, inputs);
  return values;
}

// What the engine is told of a failure is all that the state will hold; the error itself is its cause, so that leaks in it are found, too.
async function asEngine<T>(inputs: Values, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const { message, kept: object } = failureIn(errorAnswer(error));
    if (object === undefined) throw error;
    const { id, reasons } = object;
    const outputs = kept(bag({ ...object.outputs }), inputs);
    const failure = new HostInitFailure(
      new InitFailedError({ message, id, stored: { outputs, memo: {} }, reasons }),
      {},
    );
    Object.defineProperty(failure, "properties", { value: outputs });
    throw Object.assign(failure, { cause: error });
  }
}
