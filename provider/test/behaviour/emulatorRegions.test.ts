// Two regions of one Keystone: one login, one project, and a network service with objects of its own in each.

import { failureOf } from "../support/rejections";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
afterEach(() => stage.close());

test.each(["otc", "openstack"] as const)(
  "each region has its own objects in the same project (%s)",
  async (dialect) => {
    stage = await openStage({ dialect, region: "RegionOne", moreRegions: ["RegionTwo"] });
    const first = await stage.of("EndpointGroup").created({ name: "branch" });
    const inTwo = stage.another({ region: "RegionTwo" }, "EndpointGroup");
    const second = await inTwo.create(first.inputs);
    expect(first.outs).toMatchObject({ region: "RegionOne", projectId: stage.emulator.credentials.projectId });
    expect(second.outs).toMatchObject({ region: "RegionTwo", projectId: first.outs.projectId });
    expect(stage.emulator.endpointGroups.has(second.id)).toBe(false);
    expect([...stage.emulator.inRegion("RegionTwo").endpointGroups.keys()]).toEqual([second.id]);
    // What the other region would answer is never asked.
    stage.emulator.clearLog();
    for (const act of [() => inTwo.read(first.id, first.outs), () => inTwo.delete(first.id, first.outs)])
      expect((await failureOf(act())).message).toContain("lives in RegionOne, the settings lead to RegionTwo");
    expect(stage.emulator.vpnRequests()).toEqual([]);
  },
);

test("the catalog leads to both", async () => {
  stage = await openStage({ dialect: "openstack", moreRegions: ["RegionTwo"] });
  const without = stage.another({ region: "RegionThree" }, "IkePolicy");
  const { message } = await failureOf(without.list());
  expect(message).toContain('no network endpoint in region "RegionThree" (it has RegionOne, RegionTwo)');
});
