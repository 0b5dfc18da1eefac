// Durations as people write them.
import { parseDuration } from "../../src/settings/values";

const accepted = [
  { text: "90", milliseconds: 90_000, reason: "a plain number is seconds" },
  { text: "0.5", milliseconds: 500, reason: "parts of seconds" },
  { text: "90s", milliseconds: 90_000, reason: "seconds" },
  { text: "10m", milliseconds: 600_000, reason: "minutes" },
  { text: "1h30m", milliseconds: 5_400_000, reason: "units add up" },
  { text: "500ms", milliseconds: 500, reason: "ms is not m followed by s" },
  { text: "1.5h", milliseconds: 5_400_000, reason: "parts of a unit" },
  { text: "0.3s", milliseconds: 300, reason: "binary fractions do not add a millisecond" },
  { text: "0.1ms", milliseconds: 1, reason: "rounded up, never down to nothing" },
  { text: "0", milliseconds: 0, reason: "zero is a duration; whether it is allowed is for the caller" },
];

test.each(accepted)("$text is $milliseconds ms ($reason)", ({ text, milliseconds }) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

const refused = [
  { text: "", reason: "empty" },
  { text: "-5s", reason: "negative" },
  { text: "10 m", reason: "a space inside" },
  { text: "10min", reason: "not a unit" },
  { text: "m", reason: "no number" },
  { text: "1h30", reason: "a number without unit after one with" },
  { text: "1e3", reason: "no exponents" },
  { text: "Infinity", reason: "not a number of digits" },
  { text: "10M", reason: "units are lower case" },
];

test.each(refused)('"$text" is no duration ($reason)', ({ text }) => {
  expect(parseDuration(text)).toBeUndefined();
});
