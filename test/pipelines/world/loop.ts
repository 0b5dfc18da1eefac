// The loop of a team, the same on every forge: begin, propose, change the proposal, merge, drift, repair. Each step is a test; between
// them nothing is left to say. What people see of it (transcript, comment, issue) is kept as text.
import { stripVTControlCharacters } from "node:util";
import type { Emulator } from "../../../provider/emulator";
import { report } from "./lab";
import { CANARIES, PASSPHRASE, type Repository } from "./repository";
import type { Ended } from "./shell";

export interface Comment {
  readonly id: number;
  readonly body: string;
}

export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: "open" | "closed";
}

/** A run of the pipeline, as its log. */
export interface Job extends Ended {
  readonly event: string;
  readonly seconds: number;
}

/** A forge with its runner, over a repository and a cloud. */
export interface Scene {
  readonly emulator: Emulator;
  readonly repository: Repository;
  /** Pushes the branch; resolves to the pipeline that this starts. */
  push(branch: string): Promise<Job>;
  /** Proposes the branch, which it pushes; resolves to the pipeline that this starts. */
  propose(branch: string, title: string): Promise<Job>;
  /** Merges what was proposed; resolves to the pipeline that this starts. */
  merge(): Promise<Job>;
  /** Starts the pipeline of the schedule. */
  checkDrift(): Promise<Job>;
  /** Starts by hand what undoes drift. */
  repair(): Promise<Job>;
  comments(): Promise<Comment[]>;
  issues(): Promise<Issue[]>;
  close(): Promise<void>;
}

const NOISE: readonly (readonly [what: string, make: (emulator: Emulator) => void])[] = [
  [
    "statuses that flap",
    (emulator) => {
      for (const [id, { status }] of emulator.connections)
        emulator.setStatus(id, status === "ACTIVE" ? "DOWN" : "ACTIVE");
    },
  ],
  [
    "lists in another order",
    ({ endpointGroups }) => {
      for (const group of endpointGroups.values()) if (Array.isArray(group.endpoints)) group.endpoints.reverse();
    },
  ],
  [
    "a key that the service masks",
    (emulator) => {
      emulator.pskEcho = "masked";
    },
  ],
  [
    "defaults that the service has filled in",
    ({ connections, ikepolicies, ipsecpolicies }) => {
      for (const each of [...connections.values(), ...ikepolicies.values(), ...ipsecpolicies.values()])
        Object.assign(each, {
          description: each.description ?? "",
          created_at: "2030-01-01T00:00:00Z",
          flavor_id: null,
        });
    },
  ],
];

/** Defines the tests of the loop. */
export function playLoop(open: () => Promise<Scene>): void {
  let scene: Scene;
  const jobs: [title: string, job: Job][] = [];
  beforeAll(async () => {
    scene = await open();
  });
  afterAll(async () => {
    report("transcript.txt", jobs.map(([title, job]) => chapter(title, job)).join("\n\n"));
    await scene?.close();
  });

  const heard = async (title: string, job: Promise<Job>): Promise<Job> => {
    const ended = await job;
    jobs.push([title, ended]);
    for (const secret of [...CANARIES, PASSPHRASE, String(scene.emulator.credentials.password)])
      expect(ended.output).not.toContain(secret);
    return ended;
  };
  const writes = () => scene.emulator.vpnRequests().filter(({ method }) => method !== "GET").length;
  const isQuiet = async () => expect(await scene.repository.drift()).toBe(0);
  const nothingSecret = (text: string) => {
    for (const secret of [...CANARIES, PASSPHRASE]) expect(text).not.toContain(secret);
  };

  test("the first push to main brings everything up", async () => {
    const job = await heard("push to main", scene.push("main"));
    expect(job).toMatchObject({ code: 0 });
    expect(scene.emulator.connections.size).toBe(3);
    await isQuiet();
  });

  test("a proposal gets a comment with what would change, and changes nothing", async () => {
    const before = writes();
    const sites = scene.repository.sites();
    await scene.repository.commitSites("madrid", {
      ...sites,
      madrid: { peerAddress: "203.0.113.13", peerCidrs: ["10.24.0.0/16"] },
    });
    expect(await heard("a branch with a new site is proposed", scene.propose("madrid", "Add Madrid"))).toMatchObject({
      code: 0,
    });
    expect(writes()).toBe(before);
    const comments = await scene.comments();
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain("madrid");
    expect(comments[0]?.body).not.toContain("berlin");
    nothingSecret(comments[0]?.body ?? "");
    report("comment-1.md", comments[0]?.body ?? "");
  });

  test("a second push edits the comment", async () => {
    const [first] = await scene.comments();
    const sites = scene.repository.sites();
    await scene.repository.commitSites("madrid", {
      ...sites,
      berlin: { ...sites.berlin, peerId: "berlin.example.com" },
    });
    expect(await heard("a second push to the branch", scene.push("madrid"))).toMatchObject({ code: 0 });
    const comments = await scene.comments();
    expect(comments.map(({ id }) => id)).toEqual([first?.id]);
    expect(comments[0]?.body).toContain("berlin");
    expect(comments[0]?.body).toContain("madrid");
    nothingSecret(comments[0]?.body ?? "");
    report("comment-2.md", comments[0]?.body ?? "");
  });

  test("a push that cannot be previewed fails, and the comment holds the error", async () => {
    const sites = scene.repository.sites();
    await scene.repository.commitSites("madrid", {
      ...sites,
      madrid: { ...sites.madrid, peerAddress: "203.0.113.10" },
    });
    const job = await heard("a push with two sites of one address", scene.push("madrid"));
    expect(job.code).not.toBe(0);
    const comments = await scene.comments();
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain("203.0.113.10");
    nothingSecret(comments[0]?.body ?? "");
    report("comment-3.md", comments[0]?.body ?? "");
    await scene.repository.commitSites("madrid", sites);
    expect(await heard("a push that corrects it", scene.push("madrid"))).toMatchObject({ code: 0 });
    expect(await scene.comments()).toHaveLength(1);
  });

  test("the merge brings up what the comment said", async () => {
    expect(await heard("the merge", scene.merge())).toMatchObject({ code: 0 });
    expect([...scene.emulator.connections.values()].map(({ peer_address: at }) => at)).toContain("203.0.113.13");
    expect([...scene.emulator.connections.values()].map(({ peer_id: id }) => id)).toContain("berlin.example.com");
    expect(scene.emulator.vpnRequests({ method: "POST", path: /connections$/ })).toHaveLength(4);
    await isQuiet();
  });

  test.each(NOISE)("%s are no drift", async (_, make) => {
    make(scene.emulator);
    await isQuiet();
  });

  test("the check finds no drift and opens no issue", async () => {
    expect(await heard("the check for drift, nothing changed", scene.checkDrift())).toMatchObject({ code: 0 });
    expect(await scene.issues()).toEqual([]);
  });

  test("a change behind Pulumi's back opens an issue, once", async () => {
    const connection = [...scene.emulator.connections.values()].find(({ peer_address: at }) => at === "203.0.113.12");
    Object.assign(connection ?? {}, { dpd: { action: "hold", interval: 30, timeout: 120 } });
    await heard("the check for drift after a change by hand", scene.checkDrift());
    await heard("the same check again", scene.checkDrift());
    const issues = await scene.issues();
    expect(issues).toMatchObject([{ state: "open" }]);
    expect(issues[0]?.body).toMatch(/"restart" => "hold"/);
    nothingSecret(issues[0]?.body ?? "");
    report("issue.md", `# ${issues[0]?.title}\n\n${issues[0]?.body}`);
  });

  test("the repair closes the issue", async () => {
    expect(await heard("the repair, by hand", scene.repair())).toMatchObject({ code: 0 });
    expect(await heard("the check for drift after the repair", scene.checkDrift())).toMatchObject({ code: 0 });
    expect(await scene.issues()).toMatchObject([{ state: "closed" }]);
    await isQuiet();
  });
}

function chapter(title: string, { event, code, seconds, output }: Job): string {
  const lines = stripVTControlCharacters(output).trim().split("\n");
  const shown =
    lines.length > 60 ? [...lines.slice(0, 20), `… ${lines.length - 60} lines …`, ...lines.slice(-40)] : lines;
  return [
    `## ${title}: ${event}, exit code ${code}, ${seconds.toFixed(0)} s`,
    ...shown.map((line) => `  ${line}`),
  ].join("\n");
}
