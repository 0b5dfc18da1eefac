// How pulumi-vpnaas-import encrypts pre-shared keys: by itself for a stack with a passphrase, else with the CLI. The passphrase's
// examples were written by Pulumi 3.259.0.
import { createDecipheriv, pbkdf2Sync } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { passphraseEncrypter } from "../../src/cli/import/passphrase";
import { openStack } from "../../src/cli/import/pulumiCli";
import { addEncrypted, encryptedValue } from "../../src/cli/import/pulumiProject";
import { rejectionOf } from "../support/loopback";

const SALT = "v1:Eieznv//nXA=:v1:jtSIRETQ6Pwb3een:tILdNlOoMvFtMfiau6i9hIoH0oVnHQ==";
const PASSPHRASE = "correct horse";
/** `abc`, as `pulumi config set --secret` encrypted it. */
const ABC = "v1:CsbNF9VMMeFw7jjA:jxeKCUEAqA12hzlRE6R3/lwO9Q==";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vpnaas-keys-"));
  path = join(folder, "Pulumi.dev.yaml");
  writeFileSync(join(folder, "Pulumi.yaml"), "name: story\nruntime: nodejs\n");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Decrypts as Pulumi does, written from its documentation alone. */
function decrypted(text: string): string {
  const [, nonce = "", sealed = ""] = text.split(":");
  const key = pbkdf2Sync(PASSPHRASE, Buffer.from(SALT.split(":")[1] ?? "", "base64"), 1_000_000, 32, "sha256");
  const whole = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
  decipher.setAuthTag(whole.subarray(-16));
  return decipher.update(whole.subarray(0, -16), undefined, "utf8") + decipher.final("utf8");
}

describe("with a passphrase", () => {
  test("a text is encrypted as Pulumi encrypts it, each time otherwise", async () => {
    writeFileSync(path, `encryptionsalt: ${SALT}\n`);
    const encrypt = await passphraseEncrypter(path, { PULUMI_CONFIG_PASSPHRASE: PASSPHRASE });
    const [one, two] = [encrypt?.("ü\n$(date)"), encrypt?.("ü\n$(date)")];
    expect([decrypted(ABC), decrypted(one ?? ""), decrypted(two ?? "")]).toEqual(["abc", "ü\n$(date)", "ü\n$(date)"]);
    expect(one).not.toBe(two);
  });

  test("the passphrase may lie in a file", async () => {
    writeFileSync(path, `secretsprovider: passphrase\nencryptionsalt: ${SALT}\n`);
    writeFileSync(join(folder, "passphrase"), `${PASSPHRASE}\n`);
    const encrypt = await passphraseEncrypter(path, { PULUMI_CONFIG_PASSPHRASE_FILE: join(folder, "passphrase") });
    expect(decrypted(encrypt?.("abc") ?? "")).toBe("abc");
  });

  test.each<[string, string, NodeJS.ProcessEnv]>([
    ["another passphrase", `encryptionsalt: ${SALT}`, { PULUMI_CONFIG_PASSPHRASE: "wrong" }],
    ["no passphrase", `encryptionsalt: ${SALT}`, {}],
    ["a file that is not there", `encryptionsalt: ${SALT}`, { PULUMI_CONFIG_PASSPHRASE_FILE: "/nonexistent" }],
    [
      "a key of a cloud",
      `secretsprovider: awskms://k\nencryptionsalt: ${SALT}`,
      { PULUMI_CONFIG_PASSPHRASE: PASSPHRASE },
    ],
    ["no salt", "config: {}", { PULUMI_CONFIG_PASSPHRASE: PASSPHRASE }],
    ["a salt of a later form", "encryptionsalt: v2:a:b:c", { PULUMI_CONFIG_PASSPHRASE: PASSPHRASE }],
    ["a salt that is cut", `encryptionsalt: ${SALT.slice(0, 30)}`, { PULUMI_CONFIG_PASSPHRASE: PASSPHRASE }],
  ])("%s: left to the CLI", async (_reason, content, environment) => {
    writeFileSync(path, `${content}\n`);
    expect(await passphraseEncrypter(path, environment)).toBeUndefined();
  });
});

test("values are added to a configuration that is JSON, too, and its mode stays", () => {
  path = join(folder, "Pulumi.dev.json");
  writeFileSync(path, JSON.stringify({ config: { "story:color": "blue", "story:old": { secure: "v1:a" } } }), {
    mode: 0o600,
  });
  addEncrypted(path, new Map([["story:psk-hq", "v1:b:c"]]));
  const config = { "story:color": "blue", "story:old": { secure: "v1:a" }, "story:psk-hq": { secure: "v1:b:c" } };
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({ config });
  expect([encryptedValue(path, "story:psk-hq"), encryptedValue(path, "story:color")]).toEqual(["v1:b:c", undefined]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).toSorted()).toEqual(["Pulumi.dev.json", "Pulumi.yaml"]);
});

// What the CLI does with `config`, as far as it is asked here; it writes down what it was called with. With FAIL, one key fails.
const CLI = `#!/usr/bin/env node
const { appendFileSync, readFileSync, writeFileSync } = require("node:fs");
const args = process.argv.slice(2);
appendFileSync(process.env.CALLS, JSON.stringify(args) + "\\n");
const flag = args.indexOf("--config-file");
const path = flag < 0 ? process.env.STACK_FILE : args[flag + 1];
const config = {};
for (const [, key, value] of readFileSync(path, "utf8").matchAll(/^ {2}(.*):\\n {4}secure: (.*)$/gm)) config[key] = value;
if (args[1] === "set") {
  const input = readFileSync(0, "utf8");
  if (input === process.env.FAIL) { console.error("error: no key " + path); process.exit(1); }
  const key = args.find((arg) => /:|scratch/.test(arg) && arg !== path);
  config[key.includes(":") ? key : "story:" + key] = Buffer.from(input).toString("hex");
  const text = Object.entries(config).map(([name, value]) => "  " + name + ":\\n    secure: " + value + "\\n");
  writeFileSync(path, "# ours\\nconfig:\\n" + text.join(""));
} else {
  const shown = Object.entries(config).map(([key, value]) => [key, { value: Buffer.from(value, "hex").toString() }]);
  console.log(JSON.stringify(Object.fromEntries(shown)));
}
`;

describe("without one", () => {
  const secrets = new Map(Array.from({ length: 12 }, (_, at) => [`psk-${at}`, `Canary ${at}\n`]));

  async function open(fail?: string) {
    writeFileSync(join(folder, "pulumi"), CLI, { mode: 0o755 });
    writeFileSync(path, "# ours\nconfig: {}\n");
    const environment = {
      ...{ PATH: `${folder}:${process.env.PATH}`, CALLS: join(folder, "calls"), STACK_FILE: path, TMPDIR: folder },
      ...(fail === undefined ? {} : { FAIL: fail }),
    };
    const configFile = undefined;
    return openStack({ folder, environment, stack: "dev", configFile });
  }
  const calls = () => readFileSync(join(folder, "calls"), "utf8");

  test("keys are set by the CLI, each from its standard input, and counted; the file's other content stays", async () => {
    const stack = await open();
    let done = 0;
    await stack.setSecrets(secrets, () => {
      done += 1;
    });
    expect(done).toBe(12);
    expect(stack.config("psk-7")).toBe("Canary 7\n");
    expect(calls()).not.toContain("Canary");
    expect(calls().match(/"set"/g)).toHaveLength(12);
    const text = readFileSync(path, "utf8");
    expect(text).toMatch(/^# ours\nconfig:\n {2}story:psk-0:\n {4}secure: /);
    expect(text.match(/secure: .*/g)).toEqual(
      [...secrets.values()].map((value) => `secure: ${Buffer.from(value).toString("hex")}`),
    );
  });

  test("texts for the state are encrypted as JSON, in copies of the configuration", async () => {
    const stack = await open();
    const encrypted = await stack.encrypt(secrets, () => undefined);
    expect([...encrypted].map(([key, text]) => [key, JSON.parse(Buffer.from(text, "hex").toString())])).toEqual([
      ...secrets,
    ]);
    expect(readFileSync(path, "utf8")).toBe("# ours\nconfig: {}\n");
  });

  test("a run that fails is reported, and the configuration keeps what it had", async () => {
    const stack = await open("Canary 5\n");
    const error = await rejectionOf(stack.setSecrets(secrets, () => undefined));
    expect(String(error)).toMatch(/^Error: pulumi config set failed: no key /);
    expect(readFileSync(path, "utf8").match(/secure/g)).toHaveLength(1);
  });
});
