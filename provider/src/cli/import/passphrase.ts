// Encrypts texts as Pulumi does for a stack whose secrets are protected by a passphrase, without a run of the CLI for each: every
// run derives the key again, which takes most of a second. The file of the stack holds a text that is encrypted with the key; only
// if that one decrypts to what Pulumi wrote are others encrypted here.
import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { readYaml } from "./pulumiProject";

/** Encrypts one text. */
type Encrypter = (text: string) => string;

// How Pulumi derives the key, and what it writes encrypted next to the salt (pulumi/pulumi, sdk/go/common/resource/config/crypt.go
// and pkg/secrets/passphrase). States and configurations of all its versions depend on it.
const DERIVATION = { rounds: 1_000_000, bytes: 32, digest: "sha256" } as const;
const CIPHER = "aes-256-gcm";
const [NONCE_BYTES, TAG_BYTES] = [12, 16];
const KNOWN_TEXT = "pulumi";

/** Resolves to what encrypts for the stack whose configuration lies at `path`, or to undefined where the CLI has to do it. */
export async function passphraseEncrypter(
  path: string,
  environment: NodeJS.ProcessEnv,
): Promise<Encrypter | undefined> {
  const { encryptionsalt, secretsprovider = "passphrase" } = readYaml(path);
  const isPassphrase = ["", "default", "passphrase"].includes(String(secretsprovider));
  const [, salt, known] = /^v1:([^:]+):(v1:.+)$/.exec(String(encryptionsalt)) ?? [];
  const passphrase = passphraseIn(environment);
  if (!isPassphrase || salt === undefined || known === undefined || passphrase === undefined) return undefined;
  const { rounds, bytes, digest } = DERIVATION;
  const key = await promisify(pbkdf2)(passphrase, Buffer.from(salt, "base64"), rounds, bytes, digest);
  return decrypt(key, known) === KNOWN_TEXT ? (text) => encrypt(key, text) : undefined;
}

// As the CLI looks for it.
function passphraseIn({ PULUMI_CONFIG_PASSPHRASE: text, PULUMI_CONFIG_PASSPHRASE_FILE: file }: NodeJS.ProcessEnv) {
  if (text !== undefined) return text;
  try {
    return file === undefined ? undefined : readFileSync(file, "utf8").trim();
  } catch {
    return undefined; // the CLI says what is wrong with it
  }
}

function encrypt(key: Buffer, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1:${nonce.toString("base64")}:${sealed.toString("base64")}`;
}

function decrypt(key: Buffer, encrypted: string): string | undefined {
  const [, nonce = Buffer.alloc(0), sealed = Buffer.alloc(0)] = encrypted
    .split(":")
    .map((part) => Buffer.from(part, "base64"));
  if (nonce.length !== NONCE_BYTES || sealed.length < TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return decipher.update(sealed.subarray(0, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return undefined; // another passphrase
  }
}
