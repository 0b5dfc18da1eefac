// What pulumi-vpnaas-status does: settings, login, a look at the connections, and the view that was asked for.
import { type Cloud, createCloud } from "../../cloud";
import type { Clock } from "../../core/clock";
import type { Cause } from "../../diagnosis/facts";
import type { LogFinding } from "../../diagnosis/peerLog";
import type { CommandEnvironment } from "../command";
import { commandSettings, commandStack } from "../commandSettings";
import { findProject } from "../import/pulumiProject";
import type { StatusArguments, View } from "./arguments";
import { serveMetrics } from "./exporter";
import { type PeerLogText, readLog } from "./logFile";
import { type ConnectionView, createObserver, objectsOf, wantedOf } from "./observer";
import { pictureOf } from "./picture";
import { tableOf } from "./table";
import { broken, shownText } from "./text";
import { type Screen, watchConnections } from "./watch";
import { causeLines, causesOfDown, findingFor, findingIn, findingLines } from "./why";

/** Where the command runs: with a screen, and a signal that ends what would go on. */
interface StatusEnvironment extends CommandEnvironment {
  readonly screen: Screen;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** The exit code that --check asks for. */
const NOT_ACTIVE = 3;

/** Runs the command; resolves with the exit code. Rejects with a sentence for the user. */
export async function runStatus(given: StatusArguments, environment: StatusEnvironment): Promise<number> {
  const log = given.peerLog === undefined ? undefined : readLog(given.peerLog, environment.folder);
  try {
    const cloud = await cloudOf(given, environment);
    return await show(given, environment, { cloud, log });
  } catch (error) {
    // The log says what it says, also to someone who cannot log in.
    if (log !== undefined) sayFinding(findingIn(log), given.view, environment);
    throw error;
  }
}

function sayFinding(finding: LogFinding | undefined, { kind }: View, { say }: StatusEnvironment): void {
  if (kind === "json") say(JSON.stringify({ peerLog: finding ?? null }, undefined, 2));
  else for (const line of findingLines(finding)) say(line);
}

async function cloudOf(given: StatusArguments, environment: StatusEnvironment): Promise<Cloud> {
  // A machine that only watches has no project.
  const isNamed = given.stack !== undefined || given.configFile !== undefined;
  const hasStack = isNamed || findProject(environment.folder) !== undefined;
  const stack = hasStack ? await commandStack(given, environment) : undefined;
  return createCloud(commandSettings(given, stack, environment), environment.warn, { clock: environment.clock });
}

interface Subject {
  readonly cloud: Cloud;
  readonly log: PeerLogText | undefined;
}

async function show(given: StatusArguments, environment: StatusEnvironment, { cloud, log }: Subject): Promise<number> {
  const { view, connections } = given;
  const { clock, signal, screen, say, warn } = environment;
  const observer = createObserver(cloud, clock);
  if (view.kind === "prometheus") {
    await serveMetrics({ ...view, observer, connections, clock, signal, say, warn });
    return 0;
  }
  if (view.kind === "watch") {
    await watchConnections({ ...view, observer, connections, clock, signal, screen });
    return 0;
  }
  const views = wantedOf(await observer.look(), connections);
  if (view.kind === "picture") {
    const [services, groups] = await Promise.all([objectsOf(cloud, "VpnService"), objectsOf(cloud, "EndpointGroup")]);
    say(pictureOf({ views, services, groups }).trimEnd());
    return 0;
  }
  const causes = given.isExplained ? await causesOfDown(cloud, views) : undefined;
  const finding = log === undefined ? undefined : await findingFor(log, cloud, views);
  const found = { views, causes, finding, hasLog: log !== undefined };
  if (view.kind === "json") say(JSON.stringify(jsonOf(found), undefined, 2));
  else for (const line of linesOf(found, screen, clock.wallTime())) say(line);
  return given.isChecked && views.some(({ status }) => status !== "ACTIVE") ? NOT_ACTIVE : 0;
}

interface Found {
  readonly views: readonly ConnectionView[];
  readonly causes: ReadonlyMap<string, readonly Cause[]> | undefined;
  readonly finding: LogFinding | undefined;
  readonly hasLog: boolean;
}

function linesOf({ views, causes, finding, hasLog }: Found, screen: Screen, now: number): string[] {
  if (views.length === 0) return ["There is no connection in the project and region of the settings."];
  const explained = views.flatMap((view) => {
    const own = causes?.get(view.id);
    return own === undefined ? [] : causeLines(view, own);
  });
  const columns = screen.columns();
  // The lines of a log, which are indented, stay whole: they are searched for.
  const isWhole = (line: string) => !screen.isTerminal || /^ {2}(?!\d+\. )/.test(line);
  const log = hasLog ? ["", ...findingLines(finding)] : [];
  const sentences = [...log, ...explained].flatMap((line) => (isWhole(line) ? [line] : broken(line, columns)));
  return [...tableOf(views, columns, now), ...sentences];
}

function jsonOf({ views, causes, finding, hasLog }: Found) {
  const connections = views.map(({ id, name, peer, status, since, service }) => ({
    ...{ id: shownText(id), name: shownText(name), peerAddress: shownText(peer), status: shownText(status) },
    statusSeenSince: new Date(since).toISOString(),
    service: { id: shownText(service.id), name: shownText(service.name) },
    ...(causes?.has(id) === true ? { causes: causes.get(id) } : {}),
  }));
  return { connections, ...(hasLog ? { peerLog: finding ?? null } : {}) };
}
