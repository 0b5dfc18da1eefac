// One resource of the native plugin, driven through its verbs as the engine does it: it keeps inputs and outputs from one to the next.
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { Kind } from "../../src/core/schema";
import type { NativePlugin } from "./nativePlugin";
import { bag } from "./nativeValues";

type Values = Record<string, unknown>;

/** What a state holds of a resource. */
export interface NativeState {
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
}

/** A difference as the engine is told of it. */
export interface NativeDiff {
  readonly changes: "unknown" | "none" | "some";
  readonly replaces: readonly string[];
  readonly deletesFirst: boolean;
  /** Path → `add`, `update-replace` …. */
  readonly detailed: Record<string, string>;
}

/** How a call differs from the usual one. */
export interface CallOptions {
  readonly isPreview?: boolean;
  /** Seconds. */
  readonly timeout?: number;
  readonly autonaming?: { readonly mode: 0 | 1 | 2; readonly proposed?: string };
}

const CHANGES = ["unknown", "none", "some"] as const;
const KINDS_OF_CHANGE = ["add", "add-replace", "delete", "delete-replace", "update", "update-replace"];

/** The verbs of a resource with that logical name. Values are as they go over the wire: secrets are wrapped. */
export function nativeResource({ client, call }: NativePlugin, kind: Kind, name = "hq") {
  const urn = `urn:pulumi:dev::story::vpnaas:index:${kind}::${name}`;
  return {
    urn,
    async check(olds: Values | undefined, news: Values, { autonaming }: CallOptions = {}) {
      const request = new messages.CheckRequest();
      request.setUrn(urn);
      if (olds !== undefined) request.setOlds(bag(olds));
      request.setNews(bag(news));
      if (autonaming !== undefined) {
        const options = new messages.CheckRequest.AutonamingOptions();
        options.setMode(autonaming.mode);
        options.setProposedName(autonaming.proposed ?? "");
        request.setAutonaming(options);
      }
      const answer = await call<messages.CheckResponse>((done) => client.check(request, done));
      const failures = answer.getFailuresList().map((each) => [each.getProperty(), each.getReason()] as const);
      return { inputs: answer.getInputs()?.toJavaScript() ?? {}, failures };
    },
    async diff({ id, inputs, outputs }: NativeState, news: Values): Promise<NativeDiff> {
      const request = new messages.DiffRequest();
      request.setId(id);
      request.setUrn(urn);
      request.setOlds(bag(outputs));
      request.setOldInputs(bag(inputs));
      request.setNews(bag(news));
      const answer = await call<messages.DiffResponse>((done) => client.diff(request, done));
      const detailed: Record<string, string> = {};
      answer.getDetaileddiffMap().forEach((each, path) => {
        detailed[path] = KINDS_OF_CHANGE[each.getKind()] ?? "none";
      });
      return {
        changes: CHANGES[answer.getChanges()] ?? "unknown",
        replaces: answer.getReplacesList(),
        deletesFirst: answer.getDeletebeforereplace(),
        detailed,
      };
    },
    async create(inputs: Values, { isPreview = false, timeout = 0 }: CallOptions = {}): Promise<NativeState> {
      const request = new messages.CreateRequest();
      request.setUrn(urn);
      request.setProperties(bag(inputs));
      request.setPreview(isPreview);
      request.setTimeout(timeout);
      const answer = await call<messages.CreateResponse>((done) => client.create(request, done));
      return { id: answer.getId(), inputs, outputs: answer.getProperties()?.toJavaScript() ?? {} };
    },
    /** With an id alone: as an import does it. Undefined: gone. */
    async read({ id, inputs, outputs }: Partial<NativeState> & { id: string }): Promise<NativeState | undefined> {
      const request = new messages.ReadRequest();
      request.setId(id);
      request.setUrn(urn);
      if (inputs !== undefined) request.setInputs(bag(inputs));
      request.setProperties(bag(outputs ?? {}));
      const answer = await call<messages.ReadResponse>((done) => client.read(request, done));
      if (answer.getId() === "") return undefined;
      const [now, own] = [answer.getProperties()?.toJavaScript() ?? {}, answer.getInputs()?.toJavaScript() ?? {}];
      return { id: answer.getId(), inputs: own, outputs: now };
    },
    async update({ id, inputs, outputs }: NativeState, news: Values, options: CallOptions = {}): Promise<NativeState> {
      const { isPreview = false, timeout = 0 } = options;
      const request = new messages.UpdateRequest();
      request.setId(id);
      request.setUrn(urn);
      request.setOlds(bag(outputs));
      request.setOldInputs(bag(inputs));
      request.setNews(bag(news));
      request.setPreview(isPreview);
      request.setTimeout(timeout);
      const answer = await call<messages.UpdateResponse>((done) => client.update(request, done));
      return { id, inputs: news, outputs: answer.getProperties()?.toJavaScript() ?? {} };
    },
    async delete({ id, inputs, outputs }: NativeState, { timeout = 0 }: CallOptions = {}): Promise<void> {
      const request = new messages.DeleteRequest();
      request.setId(id);
      request.setUrn(urn);
      request.setOldInputs(bag(inputs));
      request.setProperties(bag(outputs));
      request.setTimeout(timeout);
      await call((done) => client.delete(request, done));
    },
  };
}
