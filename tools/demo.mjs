// The tour behind `make demo`: a connection is created, left alone, changed, repaired and removed by the real Pulumi CLI against
// the emulator. It checks each of its statements, and fails if one is wrong. Looks: lib/demo-print.mjs, set-up: lib/demo-stage.mjs.
import { isDeepStrictEqual } from "node:util";
import { gap, heading, showChange, showClaim, showFile, showTable, tell } from "./lib/demo-print.mjs";
import { isLogin, openStage } from "./lib/demo-stage.mjs";
import { runAsProgram, since } from "./lib/process.mjs";

/** @typedef {Awaited<ReturnType<typeof openStage>>} Stage */
/** @typedef {import("./lib/demo-print.mjs").Request} Request */

const psk = "Tour-psk-7f3Qx0zL";
// Reads after a change that still show it as pending: with the provider's pauses, about two seconds.
const pendingReads = 2;

const acts = [
  { title: "The program", play: theProgram },
  { title: "up creates the connection and waits for it", play: create },
  { title: "A second up sends nothing", play: leaveAlone },
  { title: "preview names the one field that was edited", play: preview },
  { title: "up sends exactly that field", play: change },
  { title: "refresh finds what was changed behind Pulumi's back", play: findDrift },
  { title: "up puts it back", play: repair },
  { title: "A mistake is found before anything is sent", play: mistake },
  { title: "destroy removes it", play: destroy },
];

let claims = 0;

function claim(text, isTrue) {
  showClaim(text, isTrue);
  if (!isTrue) throw new Error(`The tour claims "${text}", and that is not so.`);
  claims += 1;
}

/** @param {Stage} stage */
function theProgram(stage) {
  tell(`This is the program of examples/one-connection: one tunnel from a VPN service in the cloud to a branch office. The ids and
    the pre-shared key come from the configuration of the stack; the key is encrypted there.`);
  showFile("index.ts", stage.program);
  tell(`The cloud is an emulator of the VPN API of Open Telekom Cloud, at ${stage.emulator.url} in this process. A
    connection stays pending for ${pendingReads} reads after every change, because a real cloud takes some time, too. Pulumi is the real CLI,
    ${stage.cliVersion}. Lines that start with an arrow are requests, at the moment they are sent.`);
}

/** @param {Stage} stage */
async function create(stage) {
  tell(`Pulumi creates the connection. The service answers at once with PENDING_CREATE; the provider reads the status until it has
    settled. So when up ends, the tunnel is configured. DOWN is normal: there is no traffic yet.`);
  const { code, text, requests } = await stage.pulumi("up", "--yes", "--skip-preview");
  const [look, post, ...reads] = requests.filter((request) => !isLogin(request));
  gap();
  claim("up succeeded", code === 0);
  claim("one list came first: an interrupted run could have left the connection", isCall(look, "GET"));
  claim("one POST created the connection", isCall(post, "POST") && stage.emulator.connections.size === 1);
  claim(
    "after it nothing but reads of that connection",
    reads.every((read) => isCall(read, "GET", idOf(stage))),
  );
  claim(waited(reads, "PENDING_CREATE"), isWait([post, ...reads], "PENDING_CREATE"));
  claim(
    "the status that it settled in is an output of the program",
    text.includes(`status: "${statusOf(reads.at(-1))}"`),
  );
  claim(
    "the pre-shared key is in clear neither in the output nor in the state",
    ![text, stage.stateText].join().includes(psk),
  );
  return requests;
}

/** @param {Stage} stage */
async function leaveAlone(stage) {
  tell(`Nothing has changed in the program. Pulumi compares it with its state, finds no difference, and the provider does not even
    log in. So it costs nothing to run up often, for example from a pipeline.`);
  const { code, text, requests } = await stage.pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
  gap();
  claim("up succeeded, and found nothing to do", code === 0 && /\d+ unchanged/.test(text));
  claim(`requests sent, login included: ${requests.length}`, requests.length === 0);
  return requests;
}

/** @param {Stage} stage */
async function preview(stage) {
  tell("The branch office gets a name for its side of the IKE negotiation. One line of the program changes.");
  edit(stage, 'peerId: "203.0.113.9"', 'peerId: "branch.example.com"');
  tell("preview shows what up would do: an update in place, of this one property. Nothing is sent for it.");
  const { code, text, requests } = await stage.pulumi("preview", "--diff", "--suppress-progress");
  const named = changedIn(text);
  gap();
  claim("preview succeeded", code === 0);
  claim(`properties named by the preview: ${named.join(", ")}`, isDeepStrictEqual(named, ["peerId"]));
  claim(`requests sent, login included: ${requests.length}`, requests.length === 0);
  return requests;
}

/** @param {Stage} stage */
async function change(stage) {
  tell(`The update is one PUT whose body holds the changed field and no other, so nothing else on the tunnel is touched. Then the
    status is read until it has left PENDING_UPDATE.`);
  const { code, requests } = await stage.pulumi("up", "--yes", "--skip-preview");
  const [put, ...reads] = requests.filter((request) => !isLogin(request));
  gap();
  claim("up succeeded", code === 0);
  claim("one PUT, whose body holds exactly peer_id", isPut(stage, put, { peer_id: "branch.example.com" }));
  claim(
    "after it nothing but reads of that connection",
    reads.every((read) => isCall(read, "GET", idOf(stage))),
  );
  claim(waited(reads, "PENDING_UPDATE"), isWait([put, ...reads], "PENDING_UPDATE"));
  claim("the service now has the new value", connectionOf(stage)?.peer_id === "branch.example.com");
  return requests;
}

/** @param {Stage} stage */
async function findDrift(stage) {
  tell(
    "A colleague turns off the automatic restart of the dead tunnel, outside of Pulumi. This request is the colleague's:",
  );
  await stage.changeByHand(idOf(stage), { dpd: { action: "hold" } });
  gap();
  tell("refresh reads the connection and brings Pulumi's state up to date with it. It changes nothing at the service.");
  const { code, text, requests } = await stage.pulumi(
    "refresh",
    "--yes",
    "--skip-preview",
    "--diff",
    "--suppress-progress",
  );
  const sent = requests.filter((request) => !isLogin(request));
  gap();
  claim("refresh succeeded", code === 0);
  claim("it named the drift: dpd.action is hold, not restart", /~ action: "restart" => "hold"/.test(text));
  claim(`properties named by the refresh: ${changedIn(text).join(", ")}`, isDeepStrictEqual(changedIn(text), ["dpd"]));
  claim("one read was all it took", sent.length === 1 && isCall(sent[0], "GET", idOf(stage)));
  return requests;
}

/** @param {Stage} stage */
async function repair(stage) {
  tell(`The program still says restart. So up puts it back, and sends dpd alone. dpd always goes as a whole, since the API does not
    define what becomes of a part that is omitted.`);
  const { code, requests } = await stage.pulumi("up", "--yes", "--skip-preview");
  const [put, ...reads] = requests.filter((request) => !isLogin(request));
  const dpd = { action: "restart", interval: 10, timeout: 60 };
  gap();
  claim("up succeeded", code === 0);
  claim("one PUT, whose body holds exactly dpd", isPut(stage, put, { dpd }));
  claim(waited(reads, "PENDING_UPDATE"), isWait([put, ...reads], "PENDING_UPDATE"));
  claim("the service has the value of the program again", isDeepStrictEqual(connectionOf(stage)?.dpd, dpd));
  return requests;
}

/** @param {Stage} stage */
async function mistake(stage) {
  tell("Now a wrong number: the type checker cannot see that the interval is longer than the timeout.");
  const right = stage.program;
  edit(stage, "interval: 10", "interval: 90");
  tell("preview knows the rules of the service. It names the property, what was given and what is allowed.");
  const { code, text, requests } = await stage.pulumi("preview");
  stage.program = right;
  gap();
  claim("preview failed", code !== 0);
  claim(
    "the error names what is wrong",
    text.includes("dpd.timeout must be greater than dpd.interval, got 60 s and 90 s"),
  );
  claim(`requests sent, login included: ${requests.length}`, requests.length === 0);
  return requests;
}

/** @param {Stage} stage */
async function destroy(stage) {
  const id = idOf(stage);
  tell("destroy deletes the connection and waits until the service no longer knows it.");
  const { code, requests } = await stage.pulumi("destroy", "--yes", "--skip-preview");
  const [first, ...reads] = requests.filter((request) => !isLogin(request));
  gap();
  claim("destroy succeeded", code === 0);
  claim("one DELETE, and reads until the answer was 404", isCall(first, "DELETE", id) && reads.at(-1)?.status === 404);
  claim("the service has no connection left", stage.emulator.connections.size === 0);
  return requests;
}

/** @param {Stage} stage @param {string} from @param {string} to */
function edit(stage, from, to) {
  const before = stage.program;
  if (before.split(from).length !== 2) throw new Error(`The program of the tour does not hold "${from}" exactly once.`);
  stage.program = before.replace(from, to);
  showChange("index.ts", before, stage.program);
}

const path = "/v2.0/vpn/ipsec-site-connections";
/** @param {Stage} stage */
const idOf = ({ emulator }) => [...emulator.connections.keys()][0] ?? "";
/** @param {Stage} stage */
const connectionOf = (stage) => stage.emulator.connections.get(idOf(stage));
const statusOf = (request) => request?.replyBody?.ipsec_site_connection?.status;

/** @param {Request | undefined} request @param {string} method @param {string} [id] */
function isCall(request, method, id) {
  return request?.method === method && request.path === (id === undefined ? path : `${path}/${id}`);
}

/** @param {Stage} stage @param {Request | undefined} request @param {object} fields */
function isPut(stage, request, fields) {
  return isCall(request, "PUT", idOf(stage)) && isDeepStrictEqual(request?.body, { ipsec_site_connection: fields });
}

// Pending to begin with and until the last read, which is not.
function isWait(requests, pending) {
  return (
    requests.length > 2 && requests.every((request, at) => (statusOf(request) === pending) === at < requests.length - 1)
  );
}

function waited(reads, pending) {
  return `${reads.length} reads, until ${pending} had become ${statusOf(reads.at(-1))}`;
}

// The top-level properties that `--diff` marks.
function changedIn(text) {
  return [...text.matchAll(/^ {6}[~+-] (\w+):/gm)].map(([, name]) => name);
}

function countsOf(requests) {
  const own = requests.filter((request) => !isLogin(request));
  const methods = ["POST", "PUT", "GET", "DELETE"];
  return [
    requests.length - own.length,
    ...methods.map((method) => own.filter((request) => request.method === method).length),
  ];
}

await runAsProgram(import.meta.url, async () => {
  const stage = await openStage("one-connection", { psk, pendingReads });
  const startedAt = Date.now(); // not before: the first time, the CLI may have to be built
  const rows = [];
  try {
    for (const [at, { title, play }] of acts.entries()) {
      heading(`${at + 1} of ${acts.length} · ${title}`);
      const requests = await play(stage);
      if (requests !== undefined) rows.push([title, ...countsOf(requests)]);
    }
    heading("What was sent");
    showTable(["", "login", "POST", "PUT", "GET", "DELETE"], rows);
    tell(`All ${claims} checks (✓) held. The tour took ${since(startedAt)}. Nothing is left behind.`);
  } finally {
    await stage.close();
  }
});
