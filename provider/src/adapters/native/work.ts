// A verb at work on one resource: what its URN and the call say of it, and what its state holds, as the core takes both.

import type { Known, Limits, Operation, ResourceKind, StackState } from "../../core/contract";
import { secretInputs, type Token, tokenOf } from "../../core/schema";
import { declaredIn } from "../../operations/outputs";
import { bare, memoIn } from "../hidden";
import { type Secrets, secretNames, type Unpacked, unpack } from "./bags";
import type { Configuration, ResolvedCloud } from "./configuration";
import type { Connection } from "./connection";
import type { Bag } from "./rpc";
import { type Named, namedBy } from "./urn";

/** What a process has for all its calls. */
export interface Desk {
  readonly configuration: Configuration;
  readonly connection: Connection;
  /** The state of `project/stack`. */
  stateOfStack(stack: string): Promise<StackState>;
}

/** What a call brings along for the core. */
export interface Work extends Named, ResolvedCloud {
  readonly token: Token;
  readonly verbs: ResourceKind;
  readonly operation: Operation;
}

/** What the program allows the call to take (`customTimeouts`), in seconds; 0: it does not say. */
interface Allowed {
  readonly verb: "create" | "update" | "delete";
  readonly seconds: number;
}

/** Prepares a call about the resource. Throws a SettingsError where the settings lead to no cloud. */
export function workOn({ configuration, connection, stateOfStack }: Desk, urn: string, allowed?: Allowed): Work {
  const named = namedBy(urn);
  const token = tokenOf(named.kind);
  const found = configuration.resolved();
  const { cloud } = found;
  const { stack = "", path, autoname } = named;
  const { log, signal } = connection;
  const limits = limitsFor(cloud.limits, allowed);
  const operation: Operation = { stack, path, autoname, limits, signal, log, stateOfStack: () => stateOfStack(stack) };
  return { ...named, ...found, token, verbs: cloud.handlerFor(token), operation };
}

function limitsFor(limits: Limits, allowed: Allowed | undefined): Limits {
  if (allowed === undefined || allowed.seconds <= 0) return limits;
  return { ...limits, [allowed.verb]: allowed.seconds * 1000, isOfResource: true };
}

/** An object as the state holds it. Of what moved here from the dynamic host, its notes are read, and nothing is kept. */
export function knownOf(outputs: Unpacked, inputs: Bag | undefined): Known {
  const memo = memoIn(outputs.values);
  if (inputs === undefined) return { outputs: bare(outputs.values), memo };
  const own = bare(unpack(inputs).values);
  return { inputs: own, outputs: bare(outputs.values), memo: { ...memo, declared: declaredIn(own) } };
}

/** Where a resource of the kind holds secrets, whether the program marks them or not. */
export function secretPlaces(token: Token): Secrets {
  return secretNames(secretInputs(token));
}
