// What `pulumi up` really sends: the program against the emulator of the API, over HTTP, on a backend in a temporary folder.
import * as assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import { startEmulator } from "pulumi-vpnaas/emulator";

const backend = mkdtempSync(join(tmpdir(), "vpn-test-"));
after(() => rmSync(backend, { recursive: true, force: true }));

test("one `up` makes the whole VPN, and a second one sends nothing", async () => {
  const emulator = await startEmulator({ seed: false });
  try {
    const { routerId, subnetId } = emulator.seeded;
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "test", workDir: join(__dirname, "..") },
      {
        envVars: { ...emulator.environment, PULUMI_BACKEND_URL: `file://${backend}`, PULUMI_CONFIG_PASSPHRASE: "test" },
        stackSettings: { test: {} },
      },
    );
    await stack.setAllConfig({
      routerId: { value: routerId },
      subnetId: { value: subnetId },
      "psk-berlin": { value: "A-psk-for-tests-1", secret: true },
      "psk-madrid": { value: "A-psk-for-tests-2", secret: true },
    });
    await stack.up();
    // At the service, each name ends in seven characters that only this stack gives.
    const names = [...emulator.connections.values()].map((connection) => String(connection.name).slice(0, -8));
    assert.deepEqual(names.sort(), ["berlin", "madrid"]);
    emulator.clearLog();
    await stack.up({ expectNoChanges: true });
    assert.deepEqual(emulator.log, []);
    await stack.destroy();
    assert.equal(emulator.connections.size, 0);
    await stack.workspace.removeStack("test");
  } finally {
    await emulator.close();
  }
});
