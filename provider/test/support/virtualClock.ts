// A clock for many who wait at once over real HTTP: time stands still while anything is under way, and then jumps to whoever is
// to wake first. Its chance is a sequence that a seed decides.
import { channel } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import type { Clock } from "../../src/core/clock";

/** Turns of the event loop without HTTP after which nothing is under way: promises, streams and sockets have come to rest. */
const QUIET_TURNS = 6;

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export class VirtualClock implements Clock {
  time = Date.parse("2026-01-01T00:00:00Z");
  #sleepers: Sleeper[] = [];
  #isRunning = false;
  #requests = 0;
  #isClosed = false;
  #seed: number;

  constructor(seed = 1) {
    this.#seed = seed;
    channel("http.client.request.start").subscribe(this.#started);
    channel("http.client.request.error").subscribe(this.#ended);
    channel("http.client.response.finish").subscribe(this.#answered);
  }

  /** Hears of no HTTP any more, and wakes no one. */
  close(): void {
    this.#isClosed = true;
    channel("http.client.request.start").unsubscribe(this.#started);
    channel("http.client.request.error").unsubscribe(this.#ended);
    channel("http.client.response.finish").unsubscribe(this.#answered);
  }

  now(): number {
    return this.time;
  }

  wallTime(): number {
    return this.time;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => {
      this.#sleepers.push({ at: this.time + Math.max(0, milliseconds), wake });
      void this.#run();
    });
  }

  // mulberry32
  random(): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  readonly #started = (): void => {
    this.#requests += 1;
  };

  readonly #ended = (): void => {
    this.#requests -= 1;
  };

  readonly #answered = (message: unknown): void => {
    // Published by Node with these parts.
    const { response } = message as { response: IncomingMessage };
    response.once("close", this.#ended);
  };

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (this.#sleepers.length > 0 && !this.#isClosed) {
      await this.#quiet();
      this.time = Math.max(this.time, Math.min(...this.#sleepers.map(({ at }) => at)));
      const due = this.#sleepers.filter(({ at }) => at <= this.time);
      this.#sleepers = this.#sleepers.filter(({ at }) => at > this.time);
      for (const { wake } of due) wake();
      await new Promise((go) => setImmediate(go));
    }
    this.#isRunning = false;
  }

  async #quiet(): Promise<void> {
    for (let turns = 0; turns < QUIET_TURNS && !this.#isClosed; turns += 1) {
      await new Promise((go) => setImmediate(go));
      if (this.#requests > 0) turns = -1;
    }
  }
}
