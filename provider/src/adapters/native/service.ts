// The service that the engine calls. What the plugin says of itself it says at once; all else is loaded with the first call that needs it.

import { memoize } from "../../core/memoize";
import { createConnection } from "./connection";
import type { Components } from "./construct";
import { packageVersion, schemaText } from "./packageFiles";
import { Empty, messages, type PluginAttach, PluginInfo, type ProviderMessages, type ProviderServices } from "./rpc";
import { unary } from "./unary";

/** The calls of the protocol that this plugin answers; all others are not implemented. */
type Answered =
  | ("handshake" | "attach" | "getPluginInfo" | "getSchema" | "cancel" | "checkConfig" | "diffConfig" | "configure")
  | ("invoke" | "list" | "check" | "diff" | "create" | "read" | "update" | "delete" | "construct");
type Service = Pick<ProviderServices.IResourceProviderServer, Answered>;

/** What a process serves. `engine`: where the engine listens, as far as that is known before it shakes hands. */
export function createService(
  engine: string | undefined,
  components: Components,
): { readonly service: Service; close(): void } {
  const connection = createConnection();
  if (engine !== undefined) connection.open(engine);
  const calls = memoize(() => {
    // A plain require: the engine starts a plugin for its schema, too, and asks each for its name first.
    const { createCalls }: typeof import("./calls") = require("./calls");
    return createCalls(connection);
  });
  const construct = memoize(() => {
    // Only a few programs have a component from here, and it loads Pulumi's runtime for programs.
    const { createConstruct }: typeof import("./construct") = require("./construct");
    return createConstruct(connection, components);
  });
  const service: Service = {
    handshake: unary((request: ProviderMessages.ProviderHandshakeRequest) => {
      connection.open(request.getEngineAddress());
      const answer = new messages.ProviderHandshakeResponse();
      answer.setAcceptSecrets(true);
      answer.setAcceptOutputs(true);
      answer.setSupportsAutonamingConfiguration(true);
      return answer;
    }),
    // After the handshake, where the engine has not started this process: it runs under a debugger (PULUMI_DEBUG_PROVIDERS).
    attach: unary((request: InstanceType<typeof PluginAttach>) => {
      connection.open(request.getAddress());
      return new Empty();
    }),
    getPluginInfo: unary(() => {
      const answer = new PluginInfo();
      answer.setVersion(packageVersion());
      return answer;
    }),
    getSchema: unary((request: ProviderMessages.GetSchemaRequest) => {
      if (request.getVersion() !== 0)
        throw new Error(`there is no schema of version ${request.getVersion()}, only of 0`);
      const answer = new messages.GetSchemaResponse();
      answer.setSchema(schemaText());
      return answer;
    }),
    cancel: unary(() => {
      connection.stop();
      return new Empty();
    }),
    checkConfig: (call, answer) => calls().checkConfig(call, answer),
    diffConfig: (call, answer) => calls().diffConfig(call, answer),
    configure: (call, answer) => calls().configure(call, answer),
    invoke: (call, answer) => calls().invoke(call, answer),
    list: (call) => calls().list(call),
    check: (call, answer) => calls().check(call, answer),
    diff: (call, answer) => calls().diff(call, answer),
    create: (call, answer) => calls().create(call, answer),
    read: (call, answer) => calls().read(call, answer),
    update: (call, answer) => calls().update(call, answer),
    delete: (call, answer) => calls().delete(call, answer),
    construct: (call, answer) => construct()(call, answer),
  };
  return { service, close: connection.close };
}
