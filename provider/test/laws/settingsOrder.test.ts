// The law of sources: whichever of them say something, the highest one wins, setting by setting.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Settings } from "../../src/settings";
import { fc } from "../support/laws";
import { makeHost, removeHosts, resolve } from "../support/settingsHost";

afterAll(removeHosts);

interface Row {
  name: string;
  variable: string;
  /** Where the key stands in the cloud. */
  key: string;
  /** What the sources say, highest first: config, environment, secure.yaml, clouds.yaml. */
  said: readonly [string, string, string, string];
  seen: (settings: Settings) => unknown;
  fallback: unknown;
}

const rows: Row[] = [
  {
    name: "authUrl",
    variable: "OS_AUTH_URL",
    key: "auth.auth_url",
    said: ["https://a/v3", "https://b/v3", "https://c/v3", "https://d/v3"],
    seen: ({ authUrl }) => authUrl,
    fallback: "https://fallback/v3",
  },
  {
    name: "region",
    variable: "OS_REGION_NAME",
    key: "region_name",
    said: ["R1", "R2", "R3", "R4"],
    seen: ({ region }) => region,
    fallback: undefined,
  },
  {
    name: "endpoint",
    variable: "OS_NETWORK_ENDPOINT_OVERRIDE",
    key: "network_endpoint_override",
    said: ["https://e1", "https://e2", "https://e3", "https://e4"],
    seen: ({ endpoint }) => endpoint,
    fallback: "https://fallback",
  },
  {
    name: "interface",
    variable: "OS_INTERFACE",
    key: "interface",
    said: ["admin", "internal", "admin", "internal"],
    seen: (settings) => settings.interface,
    fallback: "public",
  },
  {
    name: "token",
    variable: "OS_TOKEN",
    key: "auth.token",
    said: ["t1", "t2", "t3", "t4"],
    seen: ({ credentials }) => (credentials.method === "token" ? credentials.token : undefined),
    fallback: "t-fallback",
  },
  {
    name: "projectName",
    variable: "OS_PROJECT_NAME",
    key: "auth.project_name",
    said: ["p1", "p2", "p3", "p4"],
    seen: ({ scope }) => (scope !== undefined && "projectName" in scope ? scope.projectName : undefined),
    fallback: undefined,
  },
];

/** Without these no settings would be complete. */
const ALWAYS_THERE = { authUrl: "https://fallback/v3", token: "t-fallback", endpoint: "https://fallback" };

function put(cloud: Record<string, unknown>, key: string, value: string): void {
  const auth = cloud.auth;
  if (key.startsWith("auth.") && typeof auth === "object") cloud.auth = { ...auth, [key.slice(5)]: value };
  else cloud[key] = value;
}

// A cloud that the configuration names means more than the shell's OS_*; one that OS_CLOUD names is of the shell itself.
test.each([
  ["OS_CLOUD", [0, 1, 2, 3]],
  ["vpnaas:cloud", [0, 2, 3, 1]],
] as const)("for any subset of sources the value of the highest rank wins (cloud chosen by %s)", (chosenBy, ranks) => {
  const host = makeHost();
  mkdirSync(join(host.homeDirectory, ".config/openstack"), { recursive: true });
  const oneRow = fc.record({
    present: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()),
    empty: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.tuple(...rows.map(() => oneRow)), (choices) => {
      const config: Record<string, unknown> = chosenBy === "OS_CLOUD" ? {} : { cloud: "c" };
      const environment: Record<string, string> = chosenBy === "OS_CLOUD" ? { OS_CLOUD: "c" } : {};
      const secure: Record<string, unknown> = { auth: {} };
      const clouds: Record<string, unknown> = {
        auth: { auth_url: ALWAYS_THERE.authUrl, token: ALWAYS_THERE.token },
        network_endpoint_override: ALWAYS_THERE.endpoint,
      };
      const expected = rows.map((row, index) => {
        const choice = choices[index] ?? { present: [false, false, false, false] as const, empty: false };
        const [inConfig, inEnvironment, inSecure, inClouds] = choice.present;
        // An empty text must count as if it were not there.
        if (choice.empty) Object.assign(config, { [row.name]: "" });
        if (choice.empty) environment[row.variable] = "";
        if (inConfig) config[row.name] = row.said[0];
        if (inEnvironment) environment[row.variable] = row.said[1];
        if (inSecure) put(secure, row.key, row.said[2]);
        if (inClouds) put(clouds, row.key, row.said[3]);
        // What clouds.yaml always says stands there in its fourth place.
        const said = row.name in ALWAYS_THERE && !inClouds ? [...row.said.slice(0, 3), row.fallback] : row.said;
        const isThere = (rank: number) => choice.present[rank] || (rank === 3 && row.name in ALWAYS_THERE);
        const highest = ranks.find(isThere);
        return highest === undefined ? row.fallback : said[highest];
      });
      writeFileSync(join(host.workingDirectory, "clouds.json"), JSON.stringify({ clouds: { c: clouds } }));
      writeFileSync(
        join(host.homeDirectory, ".config/openstack/secure.json"),
        JSON.stringify({ clouds: { c: secure } }),
      );
      const settings = resolve(config, { ...host, environment });
      expect(rows.map((row) => row.seen(settings))).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test("a secret of any source, broken by any other setting, never appears in the error", () => {
  const host = makeHost();
  fc.assert(
    fc.property(
      fc.string({ minLength: 6, maxLength: 30, unit: fc.constantFrom(..."Qx7%/+?#@&\\\"' é") }),
      fc.constantFrom("password", "token", "applicationCredentialSecret", "accessKey", "secretKey", "securityToken"),
      fc.constantFrom(
        "authUrl",
        "endpoint",
        "interface",
        "region",
        "insecure",
        "strict",
        "createTimeout",
        "cacert",
        "dialect",
      ),
      fc.constantFrom("", "https://h/", "https://u:", "x"),
      (noise, secretName, brokenName, prefix) => {
        const secret = `CANARY${noise.trim()}CANARY`;
        try {
          resolve({ [secretName]: secret, [brokenName]: `${prefix}${secret}`, requestTimeout: "broken" }, host);
        } catch (error) {
          expect(String(error instanceof Error ? `${error.message}${error.stack}` : error)).not.toContain("CANARY");
          return;
        }
        throw new Error("The broken timeout was accepted.");
      },
    ),
    { numRuns: 300 },
  );
});
