// What Pulumi tells of one run while it works: how far it is, what changes, and what went wrong.
import type { automation } from "@pulumi/pulumi";
import { holdersIn } from "./locks.ts";

/** One resource that changes; names of properties, never values. */
export interface Change {
  readonly operation: string;
  /** Type and name: `IpsecSiteConnection acme-berlin`. */
  readonly resource: string;
  readonly properties: readonly string[];
}

/** No changes, or parts of one that is told by itself (`replace`). */
const UNTOLD = ["same", "read", "create-replacement", "delete-replaced", "discard-replaced", "remove-pending-replace"];

export class Watch {
  readonly changes: Change[] = [];
  readonly errors: string[] = [];
  /** Resources that are finished, unchanged ones as well. */
  finished = 0;
  readonly #secrets: readonly string[];

  /** `secrets`: texts that nothing may show. */
  constructor(secrets: readonly string[]) {
    this.#secrets = secrets.filter((secret) => secret !== "");
  }

  hear({ resOutputsEvent, diagnosticEvent }: automation.EngineEvent): void {
    if (resOutputsEvent !== undefined) this.#count(resOutputsEvent.metadata);
    if (diagnosticEvent?.severity === "error") this.#fail(diagnosticEvent.message);
  }

  /** Where the run ended before its first event, the error of the command says why. */
  hearFailure(error: unknown): void {
    if (this.errors.length > 0) return;
    const text = error instanceof Error ? error.message : String(error);
    const [, line = text] = /^ *(?:stderr: *)?error: (.*)$/m.exec(text) ?? [];
    this.#fail([line, ...holdersIn(text)].join("\n"));
  }

  /** Operation → number of resources. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { operation } of this.changes) counts[operation] = (counts[operation] ?? 0) + 1;
    return counts;
  }

  #count({ op, type, urn, detailedDiff, diffs, ...states }: automation.StepEventMetadata): void {
    // Neither stacks and components nor providers are anything at the service.
    if ((states.new ?? states.old)?.custom !== true || type.startsWith("pulumi:providers:")) return;
    this.finished += 1;
    if (UNTOLD.includes(op)) return;
    const detailed = Object.keys(detailedDiff ?? {});
    const kind = type.split(":").at(-1) ?? type;
    const resource = `${kind} ${urn.split("::").at(-1)}`;
    this.changes.push({ operation: op, resource, properties: detailed.length > 0 ? detailed : (diffs ?? []) });
  }

  #fail(message: string): void {
    let text = message.replace(/<\{%[^%]*%\}>/g, "").trim();
    for (const secret of this.#secrets) text = text.replaceAll(secret, "[secret]");
    // Pulumi ends with a line that only says that there were errors.
    if (text !== "" && !/^(update|preview|refresh|destroy) failed$/.test(text)) this.errors.push(text);
  }
}
