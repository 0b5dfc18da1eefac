// A create whose reply is lost in the first second of an outage: the look for what was made lasts as long as the outage, within bounds.
import { failureOf } from "../support/rejections";
import { openStage, type Stage } from "../support/stage";

const PATH = "/v2.0/vpn/ipsec-site-connections";
const DOWN = { status: 503, body: { code: "VPC.1002", message: "restarting" } };

let stage: Stage;
afterEach(() => stage.close());

/** The server acts on the POST, its reply is lost, and the next `times` lists fail with `reply`. */
function loseReply(reply: { status: number; body: unknown }, times: number): void {
  stage.emulator.fault({ match: { method: "POST", path: PATH }, act: "after", reply: "reset" });
  stage.emulator.fault({ match: { method: "GET", path: PATH }, times, reply });
}

describe.each(["otc", "openstack"] as const)("a lost reply to a create, then an outage (%s)", (dialect) => {
  test("shorter than two minutes → the look goes on, says so, and finds the one connection", async () => {
    stage = await openStage({ dialect });
    loseReply(DOWN, 15);
    const { id } = await stage.handler.create(stage.inputs());
    expect([...stage.emulator.connections.keys()]).toEqual([id]);
    expect(stage.emulator.requests({ method: "POST", path: PATH })).toHaveLength(1);
    expect(stage.said[0]).toMatch(
      /^no answer \d+ s: hq \(IPsec site connection\), waiting until it is known to exist or not, since the reply to its creation/,
    );
  });

  test("longer → an error that says what is not known and what to do, after two minutes and no second POST", async () => {
    stage = await openStage({ dialect });
    loseReply(DOWN, Number.POSITIVE_INFINITY);
    const started = stage.clock.now();
    const error = await failureOf(stage.handler.create(stage.inputs()));
    expect(error.message).toContain("ECONNRESET");
    expect(error.message).toContain("It is not known whether it was created all the same");
    expect(error.message).toContain("503 VPC.1002: restarting");
    expect(error.message).toContain("delete it there, or take it over with adoptId");
    expect(stage.clock.now() - started).toBeLessThan(150_000);
    expect(stage.emulator.requests({ method: "POST", path: PATH })).toHaveLength(1);
  });

  test("a list that is refused is no outage: the error comes at once", async () => {
    stage = await openStage({ dialect });
    loseReply({ status: 403, body: { code: "VPC.1017", message: "no permission" } }, Number.POSITIVE_INFINITY);
    const error = await failureOf(stage.handler.create(stage.inputs()));
    expect(error.message).toContain("It is not known whether it was created all the same");
    expect(stage.emulator.requests({ method: "GET", path: PATH })).toHaveLength(1);
  });
});
