// The engine gives the old inputs to check only: the dynamic adapter hands them on to diff and to update.

import { createDynamicHandler } from "../../src/adapters/dynamic/handler";
import type { Handler } from "../../src/adapters/dynamic/verbs";

type Values = Record<string, unknown>;

/** A handler whose verbs only say which old inputs they were given. */
function listen() {
  const given: unknown[] = [];
  const verbs: Partial<Handler> = {
    refusedAdoption: async () => undefined,
    note: () => undefined,
    check: (_olds, news) => ({ inputs: { ...news }, failures: [], warnings: [] }),
    diff(_olds, _news, oldInputs) {
      given.push(["diff", oldInputs]);
      return { changed: [], changes: false, replaces: [], deleteBeforeReplace: false };
    },
    update: async (_id, _olds, _news, oldInputs) => {
      given.push(["update", oldInputs]);
      return {};
    },
  };
  const source = { configure: () => undefined, verbs: () => verbs as Handler }; // the other verbs are not called here
  return { given, engine: createDynamicHandler("IpsecSiteConnection", source) };
}

const outputs = (inputs: Values) => ({ ...inputs, __inputs: Object.keys(inputs).sort(), __provider: "text" });

test("diff and update are given the old inputs that check was given", async () => {
  const { given, engine } = listen();
  const olds = { name: "hq", mtu: 1400, __provider: "text" };
  const news = { name: "hq", __provider: "text" };
  await engine.check(olds, news);
  await engine.diff("1", outputs({ name: "hq", mtu: 1400 }), news);
  await engine.update("1", outputs({ name: "hq", mtu: 1400 }), news);
  expect(given).toEqual([
    ["diff", { name: "hq", mtu: 1400 }],
    ["update", { name: "hq", mtu: 1400 }],
  ]);
});

test("two resources that are given the same are told apart by what they declared, in whatever order they are compared", async () => {
  const { given, engine } = listen();
  const news = { name: "hq" };
  const [one, other] = [
    { name: "hq", mtu: 1400 },
    { name: "hq", description: "by night" },
  ];
  await engine.check(one, news);
  await engine.check(other, news);
  await engine.diff("1", outputs(one), news);
  await engine.diff("2", outputs(other), news);
  await engine.update("2", outputs(other), news);
  await engine.update("1", outputs(one), news);
  expect(given).toEqual([
    ["diff", one],
    ["diff", other],
    ["update", other],
    ["update", one],
  ]);
});

test("the refresh that compares in its own way has no old inputs, and leaves none to a later update", async () => {
  const { given, engine } = listen();
  const inputs = { name: "hq", mtu: 1400 };
  await engine.check(inputs, { name: "hq" });
  await engine.diff("1", outputs(inputs), { name: "hq" });
  await engine.diff("1", outputs({ name: "hq", mtu: 1300 }), inputs);
  await engine.update("1", outputs(inputs), { name: "hq" });
  expect(given).toEqual([
    ["diff", inputs],
    ["diff", undefined],
    ["update", undefined],
  ]);
});
