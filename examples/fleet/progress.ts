// Lines while the stacks are worked on: one for each that begins and ends; on a terminal, one for each under way, redrawn.
import type { Row } from "./report.ts";
import type { Watch } from "./watch.ts";

type Screen = Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">;

const EVERY = 500;

export class Progress {
  readonly #screen: Screen;
  readonly #total: number;
  readonly #underWay = new Map<string, { readonly watch: Watch; readonly since: number }>();
  readonly #timer: NodeJS.Timeout | undefined;
  #ended = 0;
  /** Lines that are redrawn. */
  #drawn = 0;

  constructor(total: number, screen: Screen = process.stderr) {
    this.#screen = screen;
    this.#total = total;
    if (screen.isTTY === true) this.#timer = setInterval(() => this.#draw(), EVERY);
  }

  begin(customer: string, watch: Watch): void {
    this.#underWay.set(customer, { watch, since: performance.now() });
    if (this.#timer === undefined) this.#screen.write(`${customer}: started\n`);
    else this.#draw();
  }

  end({ customer, result, seconds }: Row): void {
    this.#underWay.delete(customer);
    this.#ended += 1;
    this.say(`${customer}: ${result} after ${seconds.toFixed(1)} s (${this.#ended} of ${this.#total})`);
  }

  /** A line that stays. */
  say(line: string): void {
    this.#wipe();
    this.#screen.write(`${line}\n`);
    if (this.#timer !== undefined) this.#draw();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#wipe();
  }

  #draw(): void {
    this.#wipe();
    const width = (this.#screen.columns || 80) - 1;
    const lines = [...this.#underWay].map(([customer, { watch, since }]) => {
      const seconds = Math.round((performance.now() - since) / 1000);
      return `${customer}: ${watch.finished} resources finished, ${seconds} s`.slice(0, width);
    });
    this.#screen.write(lines.map((line) => `${line}\n`).join(""));
    this.#drawn = lines.length;
  }

  #wipe(): void {
    if (this.#drawn > 0) this.#screen.write(`\u001b[${this.#drawn}A\u001b[0J`);
    this.#drawn = 0;
  }
}
