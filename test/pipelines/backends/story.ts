// A stack of connections on a backend, with an emulator of its own.
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../../provider/emulator";
import { linkedFolder } from "../../../provider/test/support/linkedFolder";
import { inputsOf, Project } from "../../../provider/test/support/pulumi";
import { type Backend, openPlace } from "./places";

export interface Story {
  readonly emulator: Emulator;
  readonly project: Project;
  /** Declares this many connections, with further inputs. */
  declare(count: number, inputs?: Record<string, unknown>): void;
  /** The exit code of the check for drift: 0 for none, 7 for some. */
  drift(): Promise<number>;
  /** How many connections were asked for by POST so far. */
  posts(): number;
  close(): Promise<void>;
}

/** Opens an empty stack there. Every story has a project of its own, for a backend may keep the others. */
export async function openStory(backend: Backend, roundTrip = 0): Promise<Story> {
  const emulator = await startEmulator();
  const place = await openPlace(backend, roundTrip);
  const folder = linkedFolder();
  const name = `story-${randomUUID().slice(0, 8)}`;
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    `name: ${name}\nruntime: { name: nodejs, options: { typescript: false } }\n`,
  );
  const project = await Project.in(folder, { ...emulator.environment, ...place.environment });
  return {
    emulator,
    project,
    declare: (count, inputs = {}) => project.program(programOf(count, inputsOf(emulator, inputs))),
    drift: async () => (await project.run(["refresh", "--preview-only", "--expect-no-changes"])).code,
    posts: () => emulator.vpnRequests({ method: "POST", path: /ipsec-site-connections$/ }).length,
    async close() {
      project.close();
      await emulator.close();
      await place.close();
    },
  };
}

function programOf(count: number, inputs: Record<string, unknown>): string {
  return `const inputs = ${JSON.stringify(inputs)};
for (let at = 0; at < ${count}; at += 1) {
  const peerAddress = \`203.0.113.\${at + 1}\`;
  new vpnaas.IpsecSiteConnection(\`site-\${at}\`, { ...inputs, peerAddress, peerId: peerAddress });
}`;
}
