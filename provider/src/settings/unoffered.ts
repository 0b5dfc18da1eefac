// Words of other tools that are read where those read them, but are not offered as settings of the provider.
// Source: openstacksdk (per-service keys, auth_plugin), keystoneauth (default domains).
import type { Field } from "./setting";

/** All of them, of several spellings the preferred one first. */
export const UNOFFERED = [
  {
    name: "authType",
    environment: ["OS_AUTH_TYPE", "OS_AUTH_PLUGIN"],
    keys: ["auth_type", "auth_plugin"],
  },
  {
    name: "defaultDomain",
    environment: ["OS_DEFAULT_DOMAIN", "OS_DEFAULT_DOMAIN_ID"],
    keys: ["default_domain", "default_domain_id"],
  },
  {
    name: "defaultDomainName",
    environment: ["OS_DEFAULT_DOMAIN_NAME"],
    keys: ["default_domain_name"],
  },
  {
    name: "networkRegion",
    environment: ["OS_NETWORK_REGION_NAME"],
    keys: ["network_region_name"],
  },
  {
    name: "networkInterface",
    environment: ["OS_NETWORK_INTERFACE", "OS_NETWORK_ENDPOINT_TYPE"],
    keys: ["network_interface", "network_endpoint_type"],
    isOutsideLogin: true,
  },
  {
    name: "networkServiceType",
    environment: ["OS_NETWORK_SERVICE_TYPE"],
    keys: ["network_service_type"],
    isOutsideLogin: true,
  },
  {
    name: "networkServiceName",
    environment: ["OS_NETWORK_SERVICE_NAME"],
    keys: ["network_service_name"],
    isOutsideLogin: true,
  },
] as const satisfies readonly Field[];

/** Name of a field that is read but not offered. */
export type UnofferedName = (typeof UNOFFERED)[number]["name"];
