// The options of a component that the engine asks the plugin for: what the program gives arrives, and what it does not give stays open,
// so that it comes from the parent.
import { credentials, Server, ServerCredentials } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { SupportsFeatureResponse } from "@pulumi/pulumi/proto/resource_pb";
import { startServer } from "../../src/adapters/native/server";
import { withoutProxies } from "../support/loopback";

let monitor: Server;
let monitorPort: number;

beforeAll(async () => {
  withoutProxies();
  monitor = new Server();
  monitor.addService(ResourceMonitorService, {
    supportsFeature: (_call: unknown, answer: (error: null, reply: SupportsFeatureResponse) => void) =>
      answer(null, new SupportsFeatureResponse()),
  });
  monitorPort = await new Promise<number>((resolve, reject) =>
    monitor.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(port) : reject(error),
    ),
  );
});
afterAll(() => monitor.forceShutdown());

/** The options that a component is made with for such a request. */
async function optionsFor(ask: (request: ConstructRequest) => void): Promise<pulumi.ComponentResourceOptions> {
  let seen: pulumi.ComponentResourceOptions | undefined;
  const { port, close } = await startServer([`127.0.0.1:${monitorPort}`], () => (_name, _args, options) => {
    seen = options;
    throw new Error("that is all");
  });
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  const request = new ConstructRequest();
  request.setProject("story");
  request.setStack("dev");
  request.setMonitorendpoint(`127.0.0.1:${monitorPort}`);
  request.setType("vpnaas:index:SiteToSiteVpn");
  request.setName("branch");
  ask(request);
  const message = await new Promise<string | undefined>((resolve) =>
    client.construct(request, (error) => resolve(error?.details)),
  );
  client.close();
  close();
  expect(message).toBe("that is all");
  if (seen === undefined) throw new Error("no component was made");
  return seen;
}

test("what the program does not give is not given", async () => {
  const options = await optionsFor(() => {});
  expect(Object.entries(options).filter(([, value]) => !Array.isArray(value) || value.length > 0)).toEqual([]);
});

test("false is given, too", async () => {
  const options = await optionsFor((request) => {
    request.setProtect(false);
    request.setRetainondelete(false);
  });
  expect(options).toMatchObject({ protect: false, retainOnDelete: false });
});

const urnsOf = (values: unknown) =>
  Promise.all([values].flat().map((each) => new Promise((resolve) => (each as pulumi.Resource).urn.apply(resolve))));

test("each option arrives", async () => {
  const urn = (name: string) => `urn:pulumi:dev::story::vpnaas:index:IkePolicy::${name}`;
  const options = await optionsFor((request) => {
    request.setProtect(true);
    request.setRetainondelete(true);
    request.setParent(urn("parent"));
    request.setDeletedwith(urn("with"));
    request.setDependenciesList([urn("one"), urn("two")]);
    request.getProvidersMap().set("vpnaas", "urn:pulumi:dev::story::pulumi:providers:vpnaas::far::an-id");
    request.setIgnorechangesList(["dpd.interval"]);
    request.setReplaceonchangesList(["*"]);
    const timeouts = new ConstructRequest.CustomTimeouts();
    timeouts.setCreate("5m");
    request.setCustomtimeouts(timeouts);
    const [renamed, atRoot, whole] = [new Alias(), new Alias(), new Alias()];
    renamed.setSpec(new Alias.Spec().setName("old").setParenturn(urn("other")));
    atRoot.setSpec(new Alias.Spec().setNoparent(true));
    whole.setUrn(urn("whole"));
    request.setAliasesList([renamed, atRoot, whole]);
  });
  const { parent, deletedWith, dependsOn, providers, aliases, ...rest } = options;
  expect(rest).toMatchObject({
    protect: true,
    retainOnDelete: true,
    ignoreChanges: ["dpd.interval"],
    replaceOnChanges: ["*"],
    customTimeouts: { create: "5m" },
  });
  expect(await urnsOf(parent)).toEqual([urn("parent")]);
  expect(await urnsOf(deletedWith)).toEqual([urn("with")]);
  expect(await urnsOf(dependsOn)).toEqual([urn("one"), urn("two")]);
  expect(await urnsOf(providers)).toEqual(["urn:pulumi:dev::story::pulumi:providers:vpnaas::far"]);
  expect(aliases).toEqual([{ name: "old", parent: urn("other") }, { parent: pulumi.rootStackResource }, urn("whole")]);
});
