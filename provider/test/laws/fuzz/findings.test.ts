// What the laws of this folder found, written down case by case, so that it stays found whatever the dice say.

import { readErrorBody } from "../../../src/api/http/errorBody";
import { findNetworkEndpoint } from "../../../src/api/login/catalog";
import { check } from "../../../src/core/check";
import { definitions } from "../../../src/resources";
import { PSK, VALID } from "../../support/connection";
import { rejectionOf } from "../../support/loopback";
import { type Answer, right } from "./answers";
import { nested, objectOf } from "./hostile";
import { openService, type Service, type Specimen, specimenOf } from "./service";

const CONNECTION = definitions["vpnaas:index:IpsecSiteConnection"];
const failuresOf = (change: Record<string, unknown>) =>
  check(CONNECTION, { olds: {}, news: { ...VALID, ...change }, dialect: "otc", strict: false }).failures;

describe("inputs", () => {
  test.each(["constructor", "__proto__", "toString"])(
    "a secret under the name %s is not printed by the engine",
    (name) => {
      const { failures } = check(CONNECTION, {
        olds: {},
        news: objectOf([...Object.entries(VALID), [name, PSK]]),
        dialect: "otc",
        strict: false,
      });
      expect(failures).toEqual([{ property: "", reason: expect.stringContaining(`unknown property "${name}"`) }]);
    },
  );

  test("a value that is nested 100,000 deep is a failure of its property", () => {
    expect(failuresOf({ mtu: nested(100_000, (inner) => ({ inner })) })).toEqual([
      { property: "mtu", reason: "mtu must be a whole number from 68 to 65535, got an object" },
    ]);
  });

  test("what a terminal would obey in the name of a property is escaped", () => {
    expect(failuresOf({ "\u001b[2J\u202e": 1 }).map(({ reason }) => reason)).toEqual([
      expect.stringContaining('unknown property "\\u001b[2J\\u202e"; known are '),
    ]);
  });

  test("the key of a tag is shown short and unescaped once", () => {
    expect(failuresOf({ tags: { [`a/${"k".repeat(1_000)}`]: 7 } }).map(({ reason }) => reason)).toEqual([
      expect.stringContaining("the keys of tags must be"),
      expect.stringContaining(`"tags.a/${"k".repeat(73)}…" must be`),
    ]);
  });

  test("a network that is given twice is shown short", () => {
    const twice = "x".repeat(100_000);
    const [first] = failuresOf({ peerCidrs: [twice, twice] });
    expect(first?.reason.length).toBeLessThan(200);
  });
});

describe("answers", () => {
  let service: Service;
  let specimen: Specimen;
  beforeAll(async () => {
    specimen = await specimenOf("IpsecSiteConnection", "otc");
    service = await openService("IpsecSiteConnection", "otc");
  });
  afterAll(() => service.close());

  const shown = (change: object): Answer => {
    const item = { ...specimen.shape.item, ...change };
    return right(200, JSON.stringify({ ipsec_site_connection: item }));
  };
  const notFound = (type: string) => right(404, JSON.stringify({ NeutronError: { type, message: "no", detail: "" } }));

  test("a connection whose tags are not found is not treated as gone", async () => {
    service.follow({
      one: [shown({ tags: undefined })],
      tags: [notFound("TagNotFound")],
      list: [right(200, '{"ipsec_site_connections":[]}')],
    });
    const error = await rejectionOf(service.handler.read(specimen.id, specimen.outs));
    expect(String(error)).toContain("reading tags of ipsec_site_connection");
  });

  test("HTTPNotFound, which any wrong address answers, is not treated as gone where nothing can be listed", async () => {
    service.follow({ one: [notFound("HTTPNotFound")], list: [notFound("HTTPNotFound")] });
    const error = await rejectionOf(service.handler.read(specimen.id, specimen.outs));
    expect(String(error)).toContain("this does not mean that the object is gone");
  });

  test("a tag whose value is an object reads as one without value", async () => {
    service.follow({ one: [shown({ tags: [{ key: "env", value: { toString: 1, valueOf: 1 } }] })] });
    const found = await service.handler.read(specimen.id, specimen.outs);
    expect(found?.outs.tags).toEqual({ env: "" });
  });

  test.each(["..", "", "."])("tags of the project %j are not asked for", async (project) => {
    service.follow({ one: [shown({ tags: undefined, tenant_id: project, project_id: project })] });
    const outs = { ...specimen.outs, tenantId: undefined, projectId: undefined };
    const error = await rejectionOf(service.handler.read(specimen.id, outs));
    expect(String(error)).toContain("nothing was sent");
    expect(service.seen).toHaveLength(1);
  });

  test("a project of 10,000 characters does not fill the message", async () => {
    service.follow({ one: [shown({ tags: undefined, tenant_id: "p".repeat(10_000) })] });
    const outs = { ...specimen.outs, tenantId: undefined, projectId: undefined };
    const error = await rejectionOf(service.handler.read(specimen.id, outs));
    expect(String(error).length).toBeLessThan(1_000);
  });

  test("an id that is no Unicode is refused before anything is sent", async () => {
    service.follow({});
    const error = await rejectionOf(service.handler.delete("\ud800", {}));
    expect(String(error)).toBe('Error: deleting ipsec_site_connection: "\\ud800" is not an id; nothing was sent');
  });

  test("broken Unicode in a reply does not get into the outputs, which the engine would refuse", async () => {
    service.follow({ one: [shown({ description: "a\ud800b" })] });
    const found = await service.handler.read(specimen.id, specimen.outs);
    expect(found?.outs.description).toBe("a\ufffdb");
  });

  test("a reply whose id is none is about another object", async () => {
    service.follow({ one: [shown({ id: { toString: 1, valueOf: 1 } })] });
    expect(String(await rejectionOf(service.handler.lookUp(specimen.id)))).toContain("the reply is about another");
  });

  test("a lookup keeps the id that was asked for", async () => {
    service.follow({ one: [shown({ id: specimen.id.toUpperCase() })] });
    expect((await service.handler.lookUp(specimen.id))?.id).toBe(specimen.id);
  });

  test("the target of a redirect and the words of an error are shown short and harmless", async () => {
    const answer = right(302, JSON.stringify({ NeutronError: { type: "\u001b[2J", message: "m" } }));
    service.follow({ one: [{ ...answer, headers: { location: `/${"x".repeat(5_000)}` } }] });
    const error = await rejectionOf(service.handler.read(specimen.id, specimen.outs));
    expect(String(error)).toContain("302 \\u001b[2J: m (it points to /xxx");
    expect(String(error).length).toBeLessThan(1_000);
  });

  test("a status that no one knows is shown short", async () => {
    service.follow({ one: [shown({ status: "S".repeat(10_000) })], written: [shown({})] });
    await service.handler.update(specimen.id, specimen.outs, { ...specimen.inputs, name: "hq" });
    expect(service.said).toEqual([expect.stringContaining(`has the unknown status "${"S".repeat(80)}…"`)]);
  });

  test("an error in an error, 100,000 deep, says nothing", () => {
    expect(readErrorBody(`${'{"error":'.repeat(100_000)}{}${"}".repeat(100_000)}`)).toEqual({});
  });

  test("a web page is searched for its title at its beginning only", () => {
    const page = `<html>${" ".repeat(5_000)}<title>too late</title>`;
    expect(readErrorBody(page).sentence).toBeUndefined();
  });

  test("a catalog with services of no name is an error that says what it has", () => {
    const catalog = [{ type: { toString: 1, valueOf: 1 } }, { type: "compute" }];
    expect(
      findNetworkEndpoint(catalog, {
        interface: "public",
        region: undefined,
        serviceType: "network",
        serviceName: undefined,
      }),
    ).toEqual({
      problem: 'the service catalog has no service of type "network" (it has compute, none): set vpnaas:endpoint',
    });
  });
});
