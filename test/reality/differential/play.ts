// Plays requests on a world, one after the other, and records what came back in a form that two worlds can agree on:
// ids become the names under which they were saved, and whatever else is made by chance becomes a word.
import type { Answer, Caller, Wire, World } from "../world/world";

/** A request, or a status that the agent reports. `{name}` in a path or a body stands for an id that was saved before. */
export interface Step {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly caller?: Caller;
  /** Keeps the id of the object in the answer under this name. */
  readonly save?: string;
}

/** What came back. `type` and `message` of a refusal, `body` of anything else. */
export interface Observed {
  readonly name: string;
  readonly request: string;
  readonly status: number;
  readonly type?: string;
  readonly message?: string;
  readonly body?: unknown;
}

/** The method of a step that is no request: the agent reports the status in the body for the connection in the path. */
export const REPORT = "REPORT";

export async function play(world: World, steps: readonly Step[]): Promise<Observed[]> {
  const saved = new Map<string, string>(Object.entries(world.network));
  const observed: Observed[] = [];
  const names = new Set(steps.map(({ name }) => name));
  if (names.size < steps.filter(({ method }) => method !== REPORT).length) throw new Error("Two steps have one name.");
  for (const step of steps) {
    const path = filled(step.path, saved);
    const body = filledBody(step.body, saved);
    if (step.method === REPORT) {
      await world.setStatus(path, String(step.body));
      continue;
    }
    const answer = await world.send(step.method, path, body, step.caller);
    if (step.save !== undefined) saved.set(step.save, idIn(answer));
    observed.push(observe(step, answer, saved));
  }
  return observed;
}

function observe(step: Step, { status, body }: Answer, saved: ReadonlyMap<string, string>): Observed {
  const request = `${step.caller === undefined ? "" : `${step.caller}: `}${step.method} ${step.path}`;
  const head = { name: step.name, request, status };
  if (body === undefined) return head;
  const plain = (value: unknown) => withoutChance(value, saved);
  const error = body.NeutronError;
  if (typeof error === "object" && error !== null && "type" in error && "message" in error)
    return { ...head, type: String(error.type), message: String(plain(error.message)) };
  return { ...head, body: plain(body) };
}

function idIn({ body }: Answer): string {
  const [object] = Object.values(body ?? {});
  const id = typeof object === "object" && object !== null && "id" in object ? object.id : undefined;
  return typeof id === "string" ? id : "none";
}

function filled(text: string, saved: ReadonlyMap<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => saved.get(name) ?? whole);
}

function filledBody(body: unknown, saved: ReadonlyMap<string, string>): unknown {
  if (typeof body === "string" || body === undefined) return body;
  return JSON.parse(filled(JSON.stringify(body), saved));
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

function withoutChance(value: unknown, saved: ReadonlyMap<string, string>): unknown {
  const names = new Map([...saved].map(([name, id]) => [id, name]));
  const clean = (text: string) =>
    text
      .replace(UUID, (id) => (names.has(id.toLowerCase()) ? `{${names.get(id.toLowerCase())}}` : "{id}"))
      .replace(/\b[0-9a-f]{32}\b/g, "{project}")
      .replace(/\b198\.(18|51)\.\d+\.\d+\b/g, "{gateway}")
      .replace(/http:\/\/127\.0\.0\.1:\d+/g, "{server}");
  const walk = (part: unknown): unknown => {
    if (typeof part === "string") return clean(part);
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== "object" || part === null) return part;
    const entries = Object.entries(part as Wire).map(([key, inner]): [string, unknown] => [key, walk(inner)]);
    return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
  };
  return walk(value);
}
