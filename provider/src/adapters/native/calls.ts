// The calls about a provider and its resources: one line for each. What a call does is the business of the files that are named here.

import { stateOfStack } from "../stackExport";
import { checkAnswer } from "./answers";
import { pack, unpack } from "./bags";
import {
  changedSettings,
  createConfiguration,
  failuresOfArguments,
  isOfDynamicProvider,
  SECRET_SETTINGS,
} from "./configuration";
import type { Connection } from "./connection";
import { invoke } from "./functions";
import { listResources } from "./listing";
import { createCheck, createResource, deleteResource, diffResource, readResource, updateResource } from "./resources";
import { type Grpc, messages, type ProviderMessages } from "./rpc";
import { errorAnswer, unary } from "./unary";
import type { Desk } from "./work";

/** Makes them for a process. */
export function createCalls(connection: Connection) {
  const desk: Desk = { connection, configuration: createConfiguration(connection.log), stateOfStack };
  return { ...aboutProvider(desk), ...aboutResources(desk) };
}

function aboutProvider(desk: Desk) {
  const { configuration, connection } = desk;
  return {
    checkConfig: unary((request: ProviderMessages.CheckRequest) => {
      const { values, secrets } = unpack(request.getNews());
      return checkAnswer(pack(values, secrets, SECRET_SETTINGS), failuresOfArguments(values));
    }),
    // Never a replacement: one of the provider would replace all its resources. What a dynamic one has left counts as changed: the state
    // would keep its outputs, and once the stack has gone back, the engine would configure it with the arguments that the plugin had.
    diffConfig: unary((request: ProviderMessages.DiffRequest) => {
      const olds = unpack(request.getOldInputs() ?? request.getOlds());
      const changed = changedSettings(olds.values, unpack(request.getNews()).values);
      const answer = new messages.DiffResponse();
      const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
      const isMoved = isOfDynamicProvider(olds.values) || isOfDynamicProvider(unpack(request.getOlds()).values);
      answer.setChanges(changed.length > 0 || isMoved ? DIFF_SOME : DIFF_NONE);
      answer.setDiffsList(changed);
      return answer;
    }),
    configure: unary((request: ProviderMessages.ConfigureRequest) =>
      connection.during(request.getUrn() ?? "", async () => {
        configuration.configure(unpack(request.getArgs()).values, request.getName() ?? "");
        const answer = new messages.ConfigureResponse();
        answer.setAcceptsecrets(true);
        answer.setAcceptoutputs(true);
        answer.setSupportspreview(true);
        answer.setSupportsAutonamingConfiguration(true);
        return answer;
      }),
    ),
    invoke: unary((request: ProviderMessages.InvokeRequest) => connection.during("", () => invoke(desk, request))),
    list: (call: Grpc.ServerWritableStream<ProviderMessages.ListRequest, ProviderMessages.ListResponse>) => {
      connection
        .during("", () => listResources(desk, call.request))
        .then(
          (answers) => {
            for (const answer of answers) call.write(answer);
            call.end();
          },
          (error) => call.emit("error", errorAnswer(error)),
        );
    },
  };
}

function aboutResources(desk: Desk) {
  const check = createCheck(desk);
  /** About a resource: what is logged meanwhile appears under it. */
  const about = <Request extends { getUrn(): string }, Answer>(
    act: (desk: Desk, request: Request) => Answer | Promise<Answer>,
  ) => unary((request: Request) => desk.connection.during(request.getUrn() ?? "", async () => act(desk, request)));
  return {
    check: about((_desk, request: ProviderMessages.CheckRequest) => check(request)),
    diff: about(diffResource),
    create: about(createResource),
    read: about(readResource),
    update: about(updateResource),
    delete: about(deleteResource),
  };
}
