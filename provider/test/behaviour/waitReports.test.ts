// What is tried again in silence would look like a program that hangs: each repetition reports every ten seconds, news first.
import { httpError, networkError } from "../../src/api/http/apiErrors";
import { createRateLimiter } from "../../src/api/http/rateLimiter";
import { withRetry } from "../../src/api/http/retry";
import type { ApiRequest } from "../../src/api/http/transport";
import { FakeClock } from "../support/loopback";
import { failureOf } from "../support/rejections";
import { openStage, type Stage } from "../support/stage";

const PATH = "/v2.0/vpn/ipsec-site-connections";
const FOREVER = Number.POSITIVE_INFINITY;

let stage: Stage;
afterEach(() => stage?.close());

// As much as a terminal of 80 columns shows of a line behind the names of a resource.
const news = () => stage.said.map((line) => line.slice(0, 25));
/** The seconds that the lines speak of. */
const seconds = () => stage.said.map((line) => Number(/ (\d+) s\b/.exec(line)?.[1]));

describe.each([
  {
    refusal: "400",
    reply: { status: 400, body: { NeutronError: { type: "VPNStateInvalidToUpdate", message: "PENDING", detail: "" } } },
  },
  { refusal: "409", reply: { status: 409, body: { code: "VPC.1", message: "the service is in PENDING_CREATE" } } },
])("a refusal as pending ($refusal)", ({ reply }) => {
  test("of a POST is reported every ten seconds until createTimeout", async () => {
    stage = await openStage({}, { createTimeout: "60s" });
    stage.emulator.fault({ match: { method: "POST", path: PATH }, times: FOREVER, reply });
    await failureOf(stage.handler.create(stage.inputs()));
    expect(seconds()).toEqual([10, 20, 30, 40, 50, 60]);
    expect(news()[0]).toBe("refused as pending 10 s: ");
    expect(stage.said[0]).toBe("refused as pending 10 s: hq (IPsec site connection), waiting until it is created");
  });

  test("of a PUT, too, while the object itself looks settled", async () => {
    stage = await openStage({ dialect: "openstack" }, { updateTimeout: "60s" });
    const { id, outs } = await stage.created();
    stage.emulator.fault({ match: { method: "PUT", path: `${PATH}/${id}` }, times: FOREVER, reply });
    await failureOf(stage.handler.update(id, outs, stage.inputs({ mtu: 1400 })));
    expect(seconds()).toEqual([10, 20, 30, 40, 50, 60]);
    expect(new Set(news())).toEqual(new Set([10, 20, 30, 40, 50, 60].map((each) => `refused as pending ${each} s: `)));
  });

  test("and of a DELETE", async () => {
    stage = await openStage({ dialect: "openstack" }, { deleteTimeout: "60s" });
    const { id, outs } = await stage.created();
    stage.emulator.fault({ match: { method: "DELETE", path: `${PATH}/${id}` }, times: FOREVER, reply });
    await failureOf(stage.handler.delete(id, outs));
    expect(seconds()).toEqual([10, 20, 30, 40, 50, 60]);
    expect(stage.said[0]).toMatch(
      /^refused as pending 10 s: hq \(IPsec site connection .*\), waiting until it is deleted$/,
    );
  });
});

test("a status of the API is reported as it is, although a key shares a piece of it", async () => {
  stage = await openStage({ dialect: "openstack" });
  const { id, outs } = await stage.created();
  stage.emulator.transitions.update.pending = "PENDING_UPDATE";
  stage.emulator.transitions.update.milliseconds = 12_000;
  await stage.handler.update(id, outs, stage.inputs({ psk: "my-ING_UPDATE-key" }));
  expect(news()).toEqual(["PENDING_UPDATE 10 s: hq ("]);
});

describe("a request that is sent again", () => {
  const GET: ApiRequest = { method: "GET", url: `http://127.0.0.1:9${PATH}/1`, purpose: "reading" };

  test.each([
    { failure: httpError(GET, { status: 502, headers: {}, text: "" }), line: `answer 502 for 8 s: GET ${PATH}/1` },
    {
      failure: networkError(GET, { code: "ECONNREFUSED", message: "refused" }),
      line: `no answer for 8 s: GET ${PATH}/1`,
    },
  ])("is reported: $line", async ({ failure, line }) => {
    const clock = new FakeClock();
    clock.random = () => 1;
    const said: string[] = [];
    const send = withRetry(
      async () => {
        throw failure;
      },
      clock,
      { log: (message) => said.push(message) },
    );
    await failureOf(send(GET));
    expect(said).toEqual([`${line} is sent again, 5 tries so far`]);
  });
});

describe("requests that are held back", () => {
  let clock: FakeClock;
  let said: string[];
  const permits = async (count: number) => {
    const limiter = createRateLimiter(clock, { log: (line) => said.push(line) });
    const first = await limiter.permit(clock.now());
    first?.refused(60_000, 429);
    const waiting = Array.from({ length: count }, () =>
      limiter.permit(clock.now()).then((permit) => permit?.answered()),
    );
    await Promise.all(waiting);
  };
  beforeEach(() => {
    clock = new FakeClock();
    said = [];
  });

  test("for a minute, by one 429: a line every ten seconds, for all of them", async () => {
    await permits(35);
    expect(said.slice(0, 6)).toEqual(
      [10, 20, 30, 40, 50, 60].map(
        (each) => `held back ${each} s by 429: 35 requests wait, since the service asked to slow down`,
      ),
    );
  });

  test("for seconds: nothing", async () => {
    const limiter = createRateLimiter(clock, { log: (line) => said.push(line) });
    (await limiter.permit(clock.now()))?.refused(5_000, 503);
    (await limiter.permit(clock.now()))?.answered();
    expect(said).toEqual([]);
  });
});
