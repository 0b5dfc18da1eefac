// Lines of other releases than those of the recorded logs, in the words of their sources (strongSwan 5.8 to 6.0, libreswan 3.32 to 5.4), and
// what the ways of a log add to them.
import { explainPeerLog } from "../../src/diagnosis/peerLog";

const pluto = (text: string) => `"hub-paris" #1: ${text}`;

test.each([
  // strongSwan, the same words in 5.8 and in 6.0.
  ["networks", "09[IKE] no acceptable traffic selectors found"],
  ["proposal", "09[IKE] no matching proposal found"],
  ["proposal", "09[IKE] DH group MODP_2048 unacceptable, requesting ECP_256"],
  ["proposal", "09[IKE] key exchange method MODP_2048 unacceptable, requesting ECP_256"],
  ["psk", "09[IKE] tried 2 shared keys for '198.51.100.7' - '203.0.113.9', but MAC mismatched"],
  // libreswan 3.32.
  ["psk", pluto("PSK Authentication failed: AUTH mismatch in I2!")],
  ["psk", pluto("AUTH mismatch: Received AUTH != computed AUTH")],
  [
    "address",
    "packet from 198.51.100.7:500: initial Aggressive Mode message from 198.51.100.7:500 but no (wildcard) connection has been configured with policy PSK+AGGRESSIVE+IKEV1_ALLOW",
  ],
  [
    "id",
    "packet from 198.51.100.7:500: initial Aggressive Mode packet claiming to be from hub.example.com on 198.51.100.7:500 but no connection has been authorized",
  ],
  [
    "id",
    "packet from 198.51.100.7:500: initial Aggressive Mode packet claiming to be from hub.example.com on 198.51.100.7:500 but no matching connection has been authorized",
  ],
  // libreswan 5.
  [
    "address",
    "packet from 198.51.100.7:500: initial Main Mode message received but no connection has been authorized with authby=PSK and xauth=NO",
  ],
  [
    "address",
    "packet from 198.51.100.7:500: dropping IKE_SA_INIT request from 198.51.100.7:500 received on 203.0.113.9:500, no suitable connection found with IKEv2 policy",
  ],
  ["dpd", '"hub-paris" #4: DPD action - putting connection into hold'],
  [
    "dpd",
    pluto(
      "ESTABLISHED_IKE_SA: 60 second timeout exceeded after 7 retransmits.  No response (or no acceptable response) to our IKEv2 message",
    ),
  ],
  [
    "no-answer",
    pluto(
      "IKE_SA_INIT_I: 60 second timeout exceeded after 7 retransmits.  No response (or no acceptable response) to our first IKEv2 message",
    ),
  ],
  [
    "psk",
    pluto(
      "IKE_AUTH_I: 60 second timeout exceeded after 7 retransmits.  Possible authentication failure: no acceptable response to our first encrypted message",
    ),
  ],
  [
    "proposal",
    pluto(
      "STATE_QUICK_I1: 60 second timeout exceeded after 7 retransmits.  No acceptable response to our first Quick Mode message: perhaps peer likes no proposal",
    ),
  ],
  ["networks", pluto("IKE_AUTH request rejected: no traffic selectors match; responding with TS_UNACCEPTABLE")],
])("%s: %s", (cause, line) => {
  expect(explainPeerLog(line)?.cause).toBe(cause);
  const prefixes = [
    "2026-11-29T14:27:08.123456+01:00 gw charon: ",
    "Nov 29 14:27:08 gw pluto[811]: ",
    "<30>1 2026-11-29T14:27:08Z gw charon-systemd 811 - - ",
  ];
  for (const prefix of prefixes)
    expect(explainPeerLog(`${prefix}${line}\r\n${prefix}systemd: idle\r\n`)?.cause).toBe(cause);
});

test.each([
  pluto('added connection description "hub-paris"'),
  '"hub-paris": added IKEv2 connection',
  "07[CFG] received stroke: add connection 'hub-paris'",
  "07[CFG] updated vici connection: hub-paris",
  "Starting Pluto (Libreswan Version 3.32 XFRM) pid:9",
])("what was wrong before is mended by: %s", (line) => {
  const before = pluto("authentication failed: PSK AUTH mismatch");
  expect(explainPeerLog(`${before}\n${line}\n09[IKE] giving up after 5 retransmits`)?.cause).toBe("no-answer");
  expect(explainPeerLog(`${before}\n${line}`)?.cause).toBe("psk");
});

test("where charon names the connection in each line, each is read alike", () => {
  const text = [
    "09[NET] <hub-paris|1> received packet: from 198.51.100.7[500] to 203.0.113.9[500] (396 bytes)",
    "09[IKE] <hub-paris|1> tried 1 shared key for 'a' - 'b', but MAC mismatched",
    "10[NET] <hub-rome|2> received packet: from 192.0.2.77[500] to 203.0.113.9[500] (396 bytes)",
    "10[IKE] <hub-rome|2> received proposals unacceptable",
  ].join("\r\n");
  expect(explainPeerLog(text)?.cause).toBe("proposal");
  expect(explainPeerLog(text, "198.51.100.7")?.cause).toBe("psk");
});

test.each([
  [
    "a tunnel that is up",
    "09[IKE] CHILD_SA hub-paris{4294967295} established with SPIs c1_i c2_o and TS 10.0.0.0/8 === 10.1.0.0/16",
  ],
  [
    "one that was rekeyed",
    "09[IKE] outbound CHILD_SA hub-paris{7} established with SPIs c1_i c2_o and TS 10.0.0.0/8 === 10.1.0.0/16",
  ],
  [
    "one of libreswan 3",
    pluto("IPsec SA established tunnel mode {ESP=>0x1 <0x2 xfrm=AES_CBC_256-HMAC_SHA2_256_128 DPD=active}"),
  ],
  ["one of libreswan 5", pluto("initiator established Child SA using #1; IPsec tunnel [10.0.0.0/8 === 10.1.0.0/16]")],
])("%s ends what was before", (_, line) => {
  expect(explainPeerLog(`09[IKE] no peer config found\n${line}`)?.cause).toBe("established");
});
