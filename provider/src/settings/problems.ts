// Collects what is wrong with the settings, so that a user sees everything at once; never repeats a secret.
import { maskSecrets } from "../core/masking/masking";
import { LETTERS } from "../core/masking/sharedRuns";
import { withoutUser } from "../core/masking/tokenLike";

const SOURCES =
  "Sources, highest first: explicit provider arguments and stack config (vpnaas:...), the cloud of clouds.yaml chosen by " +
  "vpnaas:cloud, OS_* environment variables, the cloud chosen by OS_CLOUD (with secure.yaml merged over clouds.yaml).";

/** Lists every problem of the settings at once; never holds the value of a secret setting. */
export class SettingsError extends Error {
  readonly problems: readonly string[];

  /** `seen` says which settings of a login were found, and where; without their values. */
  constructor(problems: readonly string[], seen?: string) {
    const list = problems.map((problem) => `  - ${problem}`).join("\n");
    const found = seen === undefined ? "" : `${seen}\n`;
    super(`The provider vpnaas cannot work with these settings:\n${list}\n${found}${SOURCES}`);
    this.name = "SettingsError";
    this.problems = [...problems];
  }
}

/** Collects problems during one resolution. */
export class SettingProblems {
  private readonly texts: string[] = [];
  private readonly secrets: string[] = [];

  /** Remembers a value that `quote` must never show. */
  hide(secret: string): void {
    this.secrets.push(secret);
  }

  add(problem: string): void {
    if (!this.texts.includes(problem)) this.texts.push(problem);
  }

  /** Adds the problems of a SettingsError; any other error is a defect and goes on its way. */
  absorb(error: unknown): void {
    if (!(error instanceof SettingsError)) throw error;
    for (const problem of error.problems) this.add(problem);
  }

  /** A value as it may be shown: of readable length, without the credentials and query of a URL, without any secret. */
  quote(value: string): string {
    // A secret pasted into the wrong setting, or used inside a URL, must not come back in a message. Masking comes
    // first: cutting could leave the first half of a secret.
    const masked = maskSecrets(value, this.secrets);
    const withoutQuery = masked.includes("://") ? masked.replace(/[?#].*$/s, "?...") : masked;
    const shown = withoutUser(withoutQuery);
    return JSON.stringify(shown.length > 100 ? `${shown.slice(0, 100)}...` : shown);
  }

  /** Throws when anything was added; the error also says what was `seen`. */
  throwIfAny(seen: string): void {
    if (this.texts.length === 0) return;
    // A name of a cloud or a region may be a password in the wrong place. One that is a word may stand in any sentence of ours.
    const secrets = this.secrets.filter((secret) => secret.length >= 6 && !LETTERS.test(secret));
    throw new SettingsError(
      this.texts.map((text) => maskSecrets(text, secrets)),
      maskSecrets(seen, secrets),
    );
  }
}
