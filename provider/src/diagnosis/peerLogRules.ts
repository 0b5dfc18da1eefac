// The lines by which strongSwan (charon) and libreswan (pluto) say why a tunnel does not come up. The words are those of the daemons'
// sources, and each was seen in a real log of test/reality/peers or stands in the source of a release.

/** What a log tells of a tunnel. */
export type LogCause =
  | "proposal"
  | "psk"
  | "id"
  | "authentication"
  | "networks"
  | "address"
  | "no-answer"
  | "dpd"
  | "established";

/** How much a line says: 3 the daemon's own finding, 2 what the other side answered, 1 a symptom with several causes. */
type Weight = 1 | 2 | 3;

/** A line that tells a cause. */
interface LogRule {
  readonly cause: LogCause;
  readonly weight: Weight;
  readonly pattern: RegExp;
  /** Counts only if an earlier line of the same stretch matches. */
  readonly needs?: RegExp;
  /** Counts only if no earlier line of the same stretch matches. */
  readonly lacks?: RegExp;
  /** Counts only if any line of the same stretch matches. */
  readonly beside?: RegExp;
}

/** A line that shows both sides' values, which the finding after it is about. */
export const CONTEXT =
  /(?:received|configured) proposals:|looking for .*peer configs matching|Oakley Transform \[|peer proposed:|remote proposals? \d+|looking for a child config/;

/** The tunnel is up: what was before counts no more. */
export const ESTABLISHED =
  /CHILD_SA \S+ established with SPIs|IPsec SA established|(?:established|negotiated) Child SA|(?:initiator|responder) established Child SA/;

/** The daemon starts or gets another configuration: what was before may be mended. */
export const RELOADED =
  /Starting (?:IKE charon|charon-systemd|Pluto)|(?:added|updated|replaced) vici connection|added configuration '|added (?:IKEv[12]|unoriented|oriented)? ?connection|added connection description|received stroke: add connection|"[^"]*": added/;

/** An attempt begins. */
export const ATTEMPT =
  /\binitiating (?:Main Mode |Aggressive Mode )?IKE_SA|is initiating an? |initiating IKEv[12]|responding to Main Mode|sent IKE_SA_INIT re/;

// The other side has proved that it has the same key.
const SAME_KEY = /authentication of '.*' with pre-shared key successful|authenticated peer using authby=secret/;
const IKE_UP = /IKE SA established|IKE_SA \S+ established|established IKE SA|authenticated peer/;

export const LOG_RULES: readonly LogRule[] = [
  // What each side offers in phase 1 or 2.
  {
    cause: "proposal",
    weight: 3,
    pattern: /received proposals unacceptable|no acceptable proposal found|no proposal found$/,
  },
  {
    cause: "proposal",
    weight: 3,
    pattern: /no matching proposal found(?:, sending|$)|no local proposal matches remote proposals/,
  },
  { cause: "proposal", weight: 3, pattern: /no acceptable (?:Oakley Transform|Proposal in IPsec SA)/ },
  { cause: "proposal", weight: 3, pattern: /key exchange method \S+ unacceptable|DH group \S+ unacceptable/ },
  { cause: "proposal", weight: 2, pattern: /received NO_PROPOSAL_CHOSEN|informational payload NO_PROPOSAL_CHOSEN/ },
  {
    cause: "proposal",
    weight: 2,
    pattern: /response .*NO_PROPOSAL_CHOSEN|notification NO_PROPOSAL_CHOSEN(?! to )|rejected by peer: NO_PROPOSAL/,
  },
  { cause: "proposal", weight: 1, pattern: /No acceptable response to our first Quick Mode message/ },
  // The key.
  {
    cause: "psk",
    weight: 3,
    pattern: /but MAC mismatched|no shared key found for|calculated HASH does not match HASH payload/,
  },
  {
    cause: "psk",
    weight: 3,
    pattern: /PSK AUTH mismatch|: AUTH mismatch|no PSK found for|no preshared key found|mismatch of preshared secrets/,
  },
  { cause: "psk", weight: 3, pattern: /authentication failed: computed hash does not match/ },
  { cause: "psk", weight: 2, pattern: /payload length, decryption failed\?|could not decrypt payloads/ },
  {
    cause: "psk",
    weight: 2,
    pattern: /length of ISAKMP (?:Hash|Identification) Payload is larger than can fit/,
    lacks: IKE_UP,
  },
  {
    cause: "psk",
    weight: 2,
    pattern: /Possible authentication failure: no acceptable response to our first encrypted/,
  },
  // Who each side says that it is.
  {
    cause: "id",
    weight: 3,
    pattern: /no matching peer config found|no peer config found|IDir '.*' does not match to '/,
  },
  {
    cause: "id",
    weight: 3,
    pattern: /constraint check failed: (?!certificate|EAP|group)|selected peer config '.*' unacceptable/,
  },
  {
    cause: "id",
    weight: 3,
    pattern: /Peer ID '.*' mismatched on first found connection|peer ID .*does not match expected/,
  },
  {
    cause: "id",
    weight: 3,
    pattern: /received Delete SA payload: self-deleting ISAKMP State/,
    needs: IKE_UP,
    lacks: ESTABLISHED,
  },
  {
    cause: "id",
    weight: 3,
    pattern: /claiming to be from .* but no (?:matching )?connection has been authorized/,
  },
  { cause: "id", weight: 2, pattern: /received AUTHENTICATION_FAILED error notify/ },
  { cause: "id", weight: 2, pattern: /received AUTHENTICATION_FAILED notify error/, beside: SAME_KEY },
  { cause: "id", weight: 2, pattern: /rejected by peer: AUTHENTICATION_FAILED/, beside: SAME_KEY },
  { cause: "id", weight: 2, pattern: /informational payload INVALID_ID_INFORMATION/, lacks: IKE_UP },
  { cause: "authentication", weight: 1, pattern: /received AUTHENTICATION_FAILED|AUTHENTICATION_FAILED/ },
  // The networks behind the two.
  { cause: "networks", weight: 3, pattern: /traffic selectors .* unacceptable|no matching CHILD_SA config found for/ },
  { cause: "networks", weight: 3, pattern: /no acceptable traffic selectors found/ },
  { cause: "networks", weight: 3, pattern: /responding with TS_UNACCEPTABLE|no connection is known for/ },
  { cause: "networks", weight: 2, pattern: /TS_UNACCEPTABLE|received INVALID_ID_INFORMATION error notify/ },
  { cause: "networks", weight: 2, pattern: /informational payload INVALID_ID_INFORMATION/, needs: IKE_UP },
  // The addresses.
  { cause: "address", weight: 3, pattern: /no IKE config found for / },
  {
    cause: "address",
    weight: 3,
    pattern:
      /no (?:suitable )?connection (?:found with|has been authorized with)|no suitable connection found|but no \(wildcard\) connection has been configured/,
  },
  // Silence.
  {
    cause: "dpd",
    weight: 2,
    pattern: /DPD check timed out, enforcing DPD action|liveness action - |DPD action - |DPD: Info: /,
  },
  // Of an exchange after the first ones.
  { cause: "dpd", weight: 2, pattern: /exceeded after \d+ retransmits\. .* to our (?!first )\S+ message/ },
  { cause: "dpd", weight: 2, pattern: /giving up after \d+ retransmits/, needs: /sending DPD request/ },
  {
    cause: "no-answer",
    weight: 1,
    pattern: /giving up after \d+ retransmits|retransmit \d+ of request|peer not responding/,
  },
  {
    cause: "no-answer",
    weight: 1,
    pattern:
      /retransmission; will wait|second timeout exceeded after \d+ retransmits|max number of retransmissions|error writing to socket/,
  },
];
