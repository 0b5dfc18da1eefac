// Makes a component for a program in any language: the plugin runs its TypeScript as a program of its own, which registers with the
// engine what the component consists of.

import * as pulumi from "@pulumi/pulumi";
import { reasonOf } from "../../core/errors";
import { componentInputs } from "./componentInputs";
import type { Connection } from "./connection";
import { type Grpc, messages, type ProviderMessages, Struct } from "./rpc";
import { awaitFeatureSupport, hookBindingFromProto, waitForRPCs, withLocalStorage } from "./runtime";
import { errorAnswer } from "./unary";

/** Makes a component from the arguments of a program. */
export type Component = (
  name: string,
  args: pulumi.Inputs,
  options: pulumi.ComponentResourceOptions,
) => { readonly resource: pulumi.ComponentResource; readonly outputs: pulumi.Inputs };

/** The component with a token; undefined where there is none. */
export type Components = (token: string) => Component | undefined;

type Request = ProviderMessages.ConstructRequest;
type Answer = ProviderMessages.ConstructResponse;
type Fail = (error: unknown) => void;

// What Pulumi adds on the way from an argument to the resources that it goes into.
const SERIALIZING = /^(error serializing property "[^"]*": )+/;

/** Makes the call of a process. */
export function createConstruct(connection: Connection, components: Components): Grpc.handleUnaryCall<Request, Answer> {
  const running = watchRejections(connection);
  return (call, answer) => {
    const { promise: failed, reject } = Promise.withResolvers<never>();
    running.add(reject);
    const made = withLocalStorage(() => construct(call.request, { connection, components }));
    Promise.race([made, failed])
      .finally(() => running.delete(reject))
      .then(
        (done) => answer(null, done),
        (error) => answer(errorAnswer(new Error(reasonOf(error).replace(SERIALIZING, "")))),
      );
  };
}

// What a resource of a component fails with is in no promise that the component has. There may be several of them, and which component
// it was of cannot be told: the run ends in any case.
function watchRejections({ log }: Connection): Set<Fail> {
  const running = new Set<Fail>();
  const told = new Set<string>();
  process.on("unhandledRejection", (error) => {
    const reason = reasonOf(error);
    // The same failure reaches all that comes from a resource, and goes on when the answer is already given.
    if (running.size === 0 && !told.has(reason)) log(`warning: ${reason}`);
    told.add(reason);
    for (const fail of running) fail(error);
  });
  return running;
}

interface Given {
  readonly connection: Connection;
  readonly components: Components;
}

async function construct(request: Request, { connection, components }: Given): Promise<Answer> {
  const [token, name] = [request.getType(), request.getName()];
  const component = components(token);
  if (component === undefined) throw new Error(`This version of the plugin vpnaas has no component ${token}`);
  await enter(request, connection.engine ?? "");
  const { resource, outputs } = component(name, componentInputs(request), optionsIn(request));
  const answer = new messages.ConstructResponse();
  answer.setUrn(await urnOf(resource));
  const [state, dependencies] = await pulumi.runtime.serializeResourceProperties(`construct(${name})`, outputs);
  for (const [key, resources] of dependencies) {
    const all = new messages.ConstructResponse.PropertyDependencies();
    all.setUrnsList(await Promise.all([...resources].map(urnOf)));
    answer.getStatedependenciesMap().set(key, all);
  }
  answer.setState(Struct.fromJavaScript(state));
  await waitForRPCs();
  return answer;
}

// The engine says with each call where the run that it belongs to listens, and what the stack's configuration is.
async function enter(request: Request, engine: string): Promise<void> {
  pulumi.runtime.resetOptions(
    request.getProject(),
    request.getStack(),
    request.getParallel(),
    engine,
    request.getMonitorendpoint(),
    request.getDryrun(),
    request.getOrganization(),
  );
  await awaitFeatureSupport();
  pulumi.runtime.setAllConfig(Object.fromEntries(request.getConfigMap().entries()), request.getConfigsecretkeysList());
}

function urnOf({ urn }: pulumi.Resource): Promise<string> {
  return new Promise((resolve) => urn.apply(resolve));
}

function optionsIn(request: Request): pulumi.ComponentResourceOptions {
  const [parent, deletedWith] = [request.getParent(), request.getDeletedwith()];
  const timeouts = request.getCustomtimeouts()?.toObject();
  const trigger = request.getReplacementTrigger()?.toJavaScript();
  const hooks = hookBindingFromProto(request.getResourceHooks());
  return {
    aliases: request.getAliasesList().map(aliasOf),
    dependsOn: request.getDependenciesList().map(resourceAt),
    providers: [...request.getProvidersMap().values()].map((each) => new pulumi.DependencyProviderResource(each)),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    replaceWith: request.getReplaceWithList().map(resourceAt),
    // What the program does not say is as the parent has it. It reads as false.
    ...(request.hasProtect() ? { protect: request.getProtect() === true } : {}),
    ...(request.hasRetainondelete() ? { retainOnDelete: request.getRetainondelete() === true } : {}),
    ...(timeouts === undefined ? {} : { customTimeouts: timeouts }),
    ...(trigger == null ? {} : { replacementTrigger: pulumi.runtime.deserializeProperty(trigger, true) }),
    ...(hooks === undefined ? {} : { hooks }),
    ...(parent === "" ? {} : { parent: resourceAt(parent) }),
    ...(deletedWith === "" ? {} : { deletedWith: resourceAt(deletedWith) }),
  };
}

function resourceAt(urn: string): pulumi.Resource {
  return new pulumi.DependencyResource(urn);
}

// What an alias does not say is as the resource has it.
function aliasOf(alias: ReturnType<Request["getAliasesList"]>[number]): pulumi.URN | pulumi.Alias {
  const spec = alias.getSpec();
  if (alias.hasUrn() || spec === undefined) return alias.getUrn();
  const { name, type, stack, project } = spec.toObject();
  const said = Object.entries({ name, type, stack, project }).filter(([, value]) => value !== "");
  const parent = spec.getNoparent() ? pulumi.rootStackResource : spec.getParenturn();
  return { ...Object.fromEntries(said), ...(parent === "" ? {} : { parent }) };
}
