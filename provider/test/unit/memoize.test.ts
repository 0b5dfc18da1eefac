// What is made once, for whom, and until when.
import { memoize } from "../../src/core/memoize";

test("each key has its value, made once, even where that is undefined", () => {
  const asked: string[] = [];
  const lengthOf = memoize((text: string) => {
    asked.push(text);
    return text === "" ? undefined : text.length;
  });
  expect([lengthOf("a"), lengthOf(""), lengthOf("bb"), lengthOf("a"), lengthOf("")]).toEqual([
    ...[1, undefined, 2, 1, undefined],
  ]);
  expect(asked).toEqual(["a", "", "bb"]);
});

test("what throws is made again", () => {
  let tries = 0;
  const make = memoize(() => {
    tries += 1;
    if (tries === 1) throw new Error("not yet");
    return tries;
  });
  expect(make).toThrow("not yet");
  expect([make(), make()]).toEqual([2, 2]);
});

test("all who ask meanwhile share a promise and its failure; the next one asks again", async () => {
  let tries = 0;
  const ask = memoize(async () => {
    tries += 1;
    if (tries === 1) throw new Error("no answer");
    return tries;
  });
  const first = await Promise.allSettled([ask(), ask()]);
  expect(first.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(tries).toBe(1);
  expect(await Promise.all([ask(), ask()])).toEqual([2, 2]);
  expect(tries).toBe(2);
});
