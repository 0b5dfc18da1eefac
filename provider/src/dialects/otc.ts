// Open Telekom Cloud: what its manual says, and what was seen.
import { notFilled, notGiven, notOneOf, oneOf } from "../core/rules";
import type { DialectFacts } from "./facts";

const SWISS = { auth: { auth_url: "https://iam-pub.{region_name}.sc.otc.t-systems.com/v3" }, regions: ["eu-ch2"] };

export const otc: DialectFacts = {
  // Those of the Swiss cloud are below the same name (`….sc.otc.t-systems.com`).
  hosts: [".otc.t-systems.com"],
  profiles: new Map([
    [
      "otc",
      {
        entry: {
          auth: { auth_url: "https://iam.{region_name}.otc.t-systems.com/v3" },
          regions: ["eu-de", "eu-nl"],
          interface: "public",
        },
        inRegion: new Map([["eu-ch2", SWISS]]),
      },
    ],
    ["otc-swiss", { entry: SWISS }],
  ]),
  // No `defaultDomain`: the service takes a user and a project without a domain, and has none called "default".
  ended: {
    region: "eu-de",
    warning:
      "Open Telekom Cloud has ended the classic VPN, the API of this provider, in eu-de on 2025-06-01; it continues in eu-nl. " +
      "The service may refuse what is created in eu-de; its successor there is the enterprise edition, which this provider does not manage",
  },
  hidesPsk: "what Open Telekom Cloud shows is not the key that is in use",
  emptyTexts: [],
  kinds: {
    IpsecSiteConnection: {
      rules: [
        notGiven("localId", "Open Telekom Cloud takes the address of the VPN service, omit it"),
        notOneOf("renegotiate", [true], "Open Telekom Cloud has no administrative state other than up, omit it"),
      ],
      warnings: [
        oneOf("mtu", [1500], "the manual of Open Telekom Cloud allows only 1500 (its own example uses 1200)"),
        oneOf("adminStateUp", [true], "Open Telekom Cloud supports only true"),
        notFilled("description", "Open Telekom Cloud reserves this field for its own components"),
        oneOf(
          "dpd.action",
          ["clear", "hold", "restart", "restart-by-peer"],
          "Open Telekom Cloud keeps dead peer detection on",
        ),
      ],
      unstated: ["description"],
      // Upstream keeps the stored values, whatever is sent.
      resetBy: { psk: ["dpd"] },
      // The reply in the manual's own example of a PUT shows the old status.
      isPendingLate: true,
      onePer: "peerAddress",
    },
    VpnService: {
      rules: [notGiven("flavorId", "Open Telekom Cloud has no flavors of VPN services, omit it")],
      warnings: [oneOf("adminStateUp", [true], "Open Telekom Cloud supports only true")],
      // As for a connection.
      isPendingLate: true,
      onePer: "routerId",
    },
    IkePolicy: {
      warnings: [notOneOf("pfs", ["disable"], "the key exchange of IKE always needs a group")],
      isReapplied: true,
    },
    IpsecPolicy: {
      warnings: [oneOf("encapsulationMode", ["tunnel"], "the manual of Open Telekom Cloud knows only tunnel")],
      isReapplied: true,
    },
  },
};
