// schema.json is the single source: complete, described, and in step with everything that follows from it.
import Ajv from "ajv";
import schema from "../../../schema.json";
import * as vpnaas from "../../../sdk/nodejs";
import { DIALECTS, inputSchema, replacingInputs, resourceSpec, TOKENS, tokenOf } from "../../src/core/schema";
import { wireName } from "../../src/core/wire";
import { definitions } from "../../src/resources";
import { SETTINGS } from "../../src/settings";

interface Described {
  readonly description?: string;
}

// The tables of the page "Updating an IPsec VPN connection", written out.
const TABLE_2 =
  "psk initiator description admin_state_up peer_cidrs mtu peer_ep_group_id local_ep_group_id peer_address peer_id name dpd order_id product_id";
const TABLE_3 = "action interval timeout";
const TABLE_4 =
  "status psk initiator name admin_state_up tenant_id ipsecpolicy_id auth_mode peer_cidrs mtu peer_ep_group_id ikepolicy_id dpd route_mode " +
  "vpnservice_id local_ep_group_id peer_address peer_id description project_id order_id product_id created_at";

const connection = resourceSpec(tokenOf("IpsecSiteConnection"));
const wireNames = (properties: object) => Object.keys(properties).map(wireName).sort();

test("the inputs are the 14 request fields of the page and the four that can be given at creation only", () => {
  const atCreation = ["vpnservice_id", "ikepolicy_id", "ipsecpolicy_id", "tenant_id"];
  const outsideBody = ["tags", "adopt_id", "renegotiate", "wait_for"];
  const upstreamOnly = ["local_id"];
  expect(TABLE_2.split(" ")).toHaveLength(14);
  expect(wireNames(connection.inputProperties)).toEqual(
    [...TABLE_2.split(" "), ...atCreation, ...outsideBody, ...upstreamOnly].sort(),
  );
  const replacing = Object.entries(connection.inputProperties).filter(([, property]) => property.willReplaceOnChanges);
  expect(replacing.map(([name]) => wireName(name)).sort()).toEqual(atCreation.sort());
});

test("the outputs are the 24 response fields of the page, of which every resource has the id, the tags, what OpenStack adds, and the region", () => {
  expect(TABLE_4.split(" ")).toHaveLength(23);
  expect(wireNames(connection.properties)).toEqual([...TABLE_4.split(" "), "tags", "local_id", "region"].sort());
});

test("dpd has its three parts and the page's defaults", () => {
  const { properties } = schema.types["vpnaas:index:Dpd"];
  expect(Object.keys(properties)).toEqual(TABLE_3.split(" "));
  expect([properties.action.default, properties.interval.default, properties.timeout.default]).toEqual([
    "hold",
    30,
    120,
  ]);
});

// What the API's documents let a POST of the other kinds hold, and of that, what a PUT may not hold.
const POLICY = "name description auth_algorithm encryption_algorithm pfs lifetime";
const FIELDS = [
  {
    kind: "VpnService",
    post: "name description router_id subnet_id admin_state_up flavor_id tenant_id",
    fixed: "router_id subnet_id flavor_id tenant_id",
  },
  { kind: "IkePolicy", post: `${POLICY} ike_version phase1_negotiation_mode tenant_id`, fixed: "tenant_id" },
  { kind: "IpsecPolicy", post: `${POLICY} transform_protocol encapsulation_mode tenant_id`, fixed: "tenant_id" },
  { kind: "EndpointGroup", post: "name description type endpoints tenant_id", fixed: "type endpoints tenant_id" },
] as const;

test.each(FIELDS)("the inputs of $kind are the fields of a POST, and what a PUT may not hold replaces", (fields) => {
  const { kind, post, fixed } = fields;
  expect(wireNames(resourceSpec(tokenOf(kind)).inputProperties)).toEqual([...post.split(" "), "adopt_id"].sort());
  expect(replacingInputs(tokenOf(kind), "otc").map(wireName).sort()).toEqual(fixed.split(" ").sort());
  // OpenStack refuses any change of a policy in use, so there everything of it replaces.
  const upstream = kind.endsWith("Policy") ? post : fixed;
  expect(replacingInputs(tokenOf(kind), "openstack").map(wireName).sort()).toEqual(upstream.split(" ").sort());
});

test("a value of one dialect that names its equivalent on the other one is named by that one, too", () => {
  const entries = Object.values(schema.types).flatMap((type) => ("enum" in type ? [type.enum] : []));
  let equivalents = 0;
  for (const values of entries as { value: string; "x-dialect"?: string; "x-equivalent"?: string }[][]) {
    for (const entry of values.filter((each) => each["x-equivalent"] !== undefined)) {
      const equivalent = values.find(({ value }) => value === entry["x-equivalent"]);
      expect(equivalent).toMatchObject({ "x-equivalent": entry.value });
      expect(new Set([equivalent?.["x-dialect"], entry["x-dialect"]])).toEqual(new Set(["otc", "openstack"]));
      equivalents += 1;
    }
  }
  expect(equivalents).toBe(6);
});

test("each type of fixed values is exported as an object with all of them, by their names", () => {
  const types = Object.entries(schema.types).flatMap(([token, type]) =>
    "enum" in type ? [[token, type.enum] as const] : [],
  );
  const exported: Record<string, unknown> = { ...vpnaas };
  expect(types.length).toBeGreaterThan(10);
  for (const [token, values] of types) {
    const name = token.replace("vpnaas:index:", "");
    expect([name, exported[name]]).toEqual([
      name,
      Object.fromEntries(values.map((entry) => [entry.name, entry.value])),
    ]);
  }
  expect(Object.values(vpnaas.EncryptionAlgorithm)).toContain("aes-256-gcm-16");
});

test("everything has a description that ends as a sentence", () => {
  const described: [string, Described][] = [];
  for (const [token, resource] of Object.entries(schema.resources)) {
    described.push([token, resource]);
    for (const bag of [resource.inputProperties, resource.properties]) {
      for (const [name, property] of Object.entries(bag)) described.push([`${token}.${name}`, property as Described]);
    }
  }
  for (const [token, type] of Object.entries(schema.types)) {
    described.push([token, type]);
    if ("properties" in type)
      for (const [name, part] of Object.entries(type.properties)) described.push([`${token}.${name}`, part]);
    if ("enum" in type) for (const entry of type.enum) described.push([`${token}.${entry.name}`, entry]);
  }
  for (const [token, lookup] of Object.entries(schema.functions)) {
    described.push([token, lookup]);
    for (const bag of [lookup.inputs.properties, lookup.outputs.properties])
      for (const [name, property] of Object.entries(bag)) described.push([`${token}.${name}`, property]);
  }
  for (const [name, setting] of Object.entries(schema.config.variables)) described.push([`config.${name}`, setting]);
  for (const [name, { description }] of described)
    expect([name, description]).toEqual([name, expect.stringMatching(/^\S[\s\S]{9,}([.)]|```)$/)]);
});

describe.each(TOKENS)("%s", (token) => {
  const spec = resourceSpec(token);
  const definition = definitions[token];

  test("a secret is one on both sides, and only names that exist are used", () => {
    for (const [name, property] of Object.entries(spec.inputProperties)) {
      expect([name, spec.properties[name]?.secret]).toEqual([name, property.secret]);
    }
    const inputs = Object.keys(spec.inputProperties);
    const { sameMeaning = {}, referencedBy = [], dialects } = definition;
    const own = Object.values(dialects);
    for (const name of [
      ...spec.requiredInputs,
      ...Object.keys(sameMeaning),
      ...own.flatMap(({ resetBy = {} }) => Object.entries(resetBy).flat(2)),
      ...own.flatMap(({ onePer, unstated, negotiated }) => [onePer ?? [], unstated ?? [], negotiated ?? []].flat()),
    ])
      expect(inputs).toContain(name);
    for (const name of referencedBy) expect(Object.keys(connection.inputProperties)).toContain(name);
  });

  test("every input comes back as an output of the same name: the engine keeps it secret by that, and diff compares it", () => {
    const inputs = Object.keys(spec.inputProperties).filter(
      (name) => !["adoptId", "renegotiate", "waitFor"].includes(name),
    );
    expect(Object.keys(spec.properties)).toEqual(expect.arrayContaining(inputs));
  });

  test("the schema of the inputs differs by dialect only in bounds", () => {
    const [otc, openstack] = [inputSchema(token, "otc"), inputSchema(token, "openstack")];
    expect(Object.keys(otc.properties as object)).toEqual(Object.keys(openstack.properties as object));
    expect(otc.required).toEqual(openstack.required);
  });

  test.each(DIALECTS)("the schema of the inputs on %s is a JSON Schema: the check itself does not look", (dialect) => {
    const ajv = new Ajv({ strict: false });
    for (const name of ["id", "cidr"]) ajv.addFormat(name, true);
    expect(ajv.validateSchema({ ...inputSchema(token, dialect), required: "name" })).toBe(false);
    ajv.validateSchema(inputSchema(token, dialect), true);
  });
});

test("config, provider and the settings that are resolved are the same list", () => {
  expect(schema.provider.inputProperties).toEqual(schema.config.variables);
  const listed = Object.entries(
    schema.config.variables as Record<
      string,
      { description: string; secret?: boolean; default?: unknown; defaultInfo?: { environment: string[] } }
    >,
  );
  expect(
    listed.map(([name, { description, secret = false, default: value, defaultInfo }]) => ({
      name,
      description,
      secret,
      ...(value === undefined ? {} : { default: String(value) }),
      environment: defaultInfo?.environment ?? [],
    })),
  ).toEqual(
    SETTINGS.map(({ name, description, secret = false, default: value, environment }) => ({
      name,
      description,
      secret,
      ...(value === undefined ? {} : { default: value }),
      environment,
    })),
  );
});

test("a setting with a type of its own takes the values of that type", () => {
  const own = SETTINGS.flatMap(({ name, type, values }) => (values === undefined ? [] : [{ name, type, values }]));
  expect(own.map(({ name }) => name)).toEqual(["interface"]);
  for (const { type, values } of own) {
    expect(Object.entries(schema.types)).toContainEqual([
      `vpnaas:index:${type}`,
      expect.objectContaining({ enum: values.map((value) => expect.objectContaining({ value })) }),
    ]);
  }
});
