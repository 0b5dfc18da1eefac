// How pauses grow, and how the three uses of the formula differ.
import { pauseAfter, pauseAfterTries } from "../../src/api/http/backoff";
import { pauseAt } from "../../src/waiting/poll";
import { pauseBeforeTry } from "../../src/waiting/retryUntil";
import { FakeClock } from "../support/loopback";

test("a pause is the first one as long as patience lasts, then grows with the time, up to the longest", () => {
  const backoff = { first: 100, longest: 1_000, growth: 0.5, patience: 2_000 };
  expect([0, 2_000, 2_100, 3_000, 3_800, 9_000].map((age) => pauseAfter(age, backoff))).toEqual([
    ...[100, 100, 150, 600, 1_000, 1_000],
  ]);
});

test("behind tries, it doubles", () => {
  const backoff = { first: 500, longest: 20_000 };
  expect([0, 1, 2, 3, 4, 5, 6, 7, 50].map((tries) => pauseAfterTries(tries, backoff))).toEqual([
    ...[500, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000],
  ]);
});

test("looks follow each other faster than tries, which cost more", () => {
  const ages = [0, 1_000, 3_000, 23_000, 100_000];
  expect(ages.map(pauseAt)).toEqual([500, 500, 500, 3_500, 10_000]);
  // In the middle of its range, the jitter takes nothing away.
  const clock = Object.assign(new FakeClock(), { random: () => 0.5 });
  expect(ages.map((age) => pauseBeforeTry(age, clock))).toEqual([500, 1_000, 2_000, 10_000, 10_000]);
  const early = Object.assign(new FakeClock(), { random: () => 0 });
  expect(pauseBeforeTry(0, early)).toBe(450);
});
