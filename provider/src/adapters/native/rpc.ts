// gRPC and the messages of Pulumi's protocol. Both come from Pulumi's own copy of its packages: a message that is made with another copy
// of google-protobuf fails only when it is written, with "Unknown error".

import { createRequire } from "node:module";
import type * as Grpc from "@grpc/grpc-js";
import type * as EngineClients from "@pulumi/pulumi/proto/engine_grpc_pb";
import type * as EngineMessages from "@pulumi/pulumi/proto/engine_pb";
import type * as PluginMessages from "@pulumi/pulumi/proto/plugin_pb";
import type * as ProviderServices from "@pulumi/pulumi/proto/provider_grpc_pb";
import type * as ProviderMessages from "@pulumi/pulumi/proto/provider_pb";
import type * as StatusMessages from "@pulumi/pulumi/proto/status_pb";
import type * as AnyMessages from "google-protobuf/google/protobuf/any_pb";
import type * as EmptyMessages from "google-protobuf/google/protobuf/empty_pb";
import type * as StructMessages from "google-protobuf/google/protobuf/struct_pb";

const ofPulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));

export const grpc: typeof Grpc = ofPulumi("@grpc/grpc-js");
export const { Struct }: typeof StructMessages = ofPulumi("google-protobuf/google/protobuf/struct_pb");
export const { Empty }: typeof EmptyMessages = ofPulumi("google-protobuf/google/protobuf/empty_pb");
export const { Any }: typeof AnyMessages = ofPulumi("google-protobuf/google/protobuf/any_pb");
export const messages: typeof ProviderMessages = require("@pulumi/pulumi/proto/provider_pb");
export const { ResourceProviderService }: typeof ProviderServices = require("@pulumi/pulumi/proto/provider_grpc_pb");
export const { PluginAttach, PluginInfo }: typeof PluginMessages = require("@pulumi/pulumi/proto/plugin_pb");
export const { Status }: typeof StatusMessages = require("@pulumi/pulumi/proto/status_pb");
export const { LogRequest, LogSeverity }: typeof EngineMessages = require("@pulumi/pulumi/proto/engine_pb");
export const { EngineClient }: typeof EngineClients = require("@pulumi/pulumi/proto/engine_grpc_pb");

/** Messages are as long as Pulumi's own: a state of many resources is no message, but a schema is one. */
export const CHANNEL = { "grpc.max_receive_message_length": 400 * 1024 * 1024 };

export type { Grpc, ProviderMessages, ProviderServices };

/** A bag of values as it goes over the wire. */
export type Bag = StructMessages.Struct;
