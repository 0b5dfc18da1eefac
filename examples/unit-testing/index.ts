import * as pulumi from "@pulumi/pulumi";
import { connectBranches } from "./vpn";

const config = new pulumi.Config();

const connections = connectBranches(config.require("routerId"), config.require("subnetId"), {
  berlin: { address: "203.0.113.9", networks: ["10.20.0.0/16"] },
  madrid: { address: "203.0.113.10", networks: ["10.21.0.0/16"] },
});

export const statuses = connections.map(({ status }) => status);
