// The texts that people read: the preview as a comment, drift as an issue. The table comes first, details are folded, and
// what does not fit is omitted from the end of the details, then from the end of the table.
import { changesOf, detailsOf, rowsOf } from "./changes.mjs";
import { cell, cutTo, fenced, LONGEST, lastOf, thoseThatFit } from "./text.mjs";

/** Longest line of the details: a list of 5,000 networks is not to push out all that follows. */
const LONGEST_LINE = 1000;
/** Room for headings, for the names of a run, and for the sentences about what was omitted. */
const RESERVE = 1500;

/**
 * @typedef {{ project: string, stack: string, run: string, commit: string }} Subject what the text is about; `run` and `commit` may be empty
 * @typedef {{ steps?: import("./changes.mjs").Step[], diagnostics?: { message: string, severity: string }[] }} Preview
 * @typedef {{ code: number, preview: Preview | undefined, errors: string }} Outcome of a preview
 * @typedef {(text: string) => string} Masker takes the secrets out of what comes from elsewhere
 */

/**
 * The hidden first line by which a comment or an issue is found again.
 *
 * @param {"preview" | "drift"} topic
 * @param {Subject} subject
 */
export function markerOf(topic, { project, stack }) {
  return `<!-- vpn ${topic} of ${project}/${stack} -->`;
}

/**
 * The preview as a comment.
 *
 * @param {Subject} subject
 * @param {Outcome} outcome
 * @param {{ hide: Masker, longest?: number }} how
 */
export function previewText(subject, outcome, { hide, longest = LONGEST }) {
  const head = [markerOf("preview", subject), `### Preview of \`${subject.project}/${subject.stack}\``];
  const tail = footer(subject);
  const room = longest - [...head, tail].join("\n\n").length - RESERVE;
  const how = { hide, room };
  const body = outcome.code === 0 ? changesText(outcome.preview ?? {}, how) : failureText(outcome, how);
  return [...head, ...body, tail].join("\n\n");
}

/**
 * @param {Preview} preview
 * @param {{ hide: Masker, room: number }} how
 */
function changesText({ steps = [], diagnostics = [] }, { hide, room }) {
  const changes = changesOf(steps);
  const { rows, sites } = rowsOf(changes);
  const warnings = lastOf(hide(messagesOf(diagnostics, "warning").join("\n")), 6000);
  const lines = rows.map(({ site, what, how, tunnel }) => {
    return `| ${[cell(hide(site)), cell(hide(what)), how, tunnel].join(" | ")} |`;
  });
  const shownLines = thoseThatFit(lines, room - warnings.length);
  const details = detailsOf(changes).map((lines) => lines.map((line) => cutTo(hide(line), LONGEST_LINE)).join("\n"));
  const left = room - warnings.length - shownLines.join("\n").length;
  const shownDetails = shownLines.length < lines.length ? [] : thoseThatFit(details, left);
  return [
    headline(changes, sites),
    ...table(shownLines, lines.length),
    ...(warnings === "" ? [] : [`Warnings:\n\n${fenced(warnings)}`]),
    ...folded(shownDetails, details.length),
  ];
}

/**
 * @param {readonly import("./changes.mjs").Change[]} changes
 * @param {number} sites
 */
function headline(changes, sites) {
  const all = changes.filter(({ how }) => how !== "same");
  if (all.length === 0) return `**No changes.** ${count(sites, "site")}.`;
  const hows = ["create", "update", "replace", "delete", "import"];
  const counts = hows.flatMap((how) => {
    const number = all.filter((change) => change.how === how).length;
    return number === 0 ? [] : [`${number} to ${how}`];
  });
  return `**${count(all.length, "object")} of ${count(sites, "site")}: ${counts.join(", ")}.**`;
}

/**
 * @param {readonly string[]} lines
 * @param {number} number
 */
function table(lines, number) {
  if (number === 0) return [];
  const head = ["| site | what changes | how | tunnel |", "| --- | --- | --- | --- |"];
  const rest = number - lines.length;
  const cut = rest === 0 ? [] : [`… and ${count(rest, "more row")}: see the log of the job.`];
  const isSaid = (/** @type {string} */ text) => lines.some((line) => line.includes(text));
  const notes = [
    isSaid("interrupted**") ? "_interrupted_: no traffic until both sides have negotiated the new connection." : "",
    isSaid("may renegotiate")
      ? "_may renegotiate_: the gateway gets the change; it may negotiate the tunnel again."
      : "",
  ].filter((note) => note !== "");
  return [[...head, ...lines].join("\n"), ...cut, ...notes];
}

/**
 * @param {readonly string[]} details
 * @param {number} number
 */
function folded(details, number) {
  if (number === 0) return [];
  const rest = number - details.length;
  const cut = rest === 0 ? [] : [`… and ${count(rest, "more change")}: see the log of the job.`];
  const text = details.length === 0 ? [] : [fenced(details.join("\n"))];
  return ["<details><summary>Each change</summary>", ...text, ...cut, "</details>"];
}

/**
 * @param {Outcome} outcome
 * @param {{ hide: Masker, room: number }} how
 */
function failureText({ code, preview, errors }, { hide, room }) {
  const messages = messagesOf(preview?.diagnostics ?? [], "error");
  const text = hide([...messages, errors].join("\n").trim());
  return [
    `**The preview failed** (exit code ${code}): what a merge would do is not known.`,
    fenced(lastOf(text === "" ? "Pulumi printed no error." : text, room)),
  ];
}

/**
 * @param {readonly { message: string, severity: string }[]} diagnostics
 * @param {"error" | "warning"} wanted
 */
function messagesOf(diagnostics, wanted) {
  const messages = diagnostics.filter(({ severity }) => severity === wanted).map(({ message }) => message.trim());
  return [...new Set(messages)];
}

/**
 * The issue about drift.
 *
 * @param {Subject} subject
 * @param {string} diff what Pulumi printed, without secrets
 */
export function driftText(subject, diff) {
  return [
    markerOf("drift", subject),
    `Something of \`${subject.project}/${subject.stack}\` was changed outside of Pulumi. Left: the state; right: the cloud.`,
    fenced(lastOf(diff, LONGEST - RESERVE), "diff"),
    "To restore what the program says, bring the stack up with `--refresh` (the task `repair`). To keep the change, write it into the program.",
    footer(subject),
  ].join("\n\n");
}

/** @param {Subject} subject */
export function driftTitle({ project, stack }) {
  return `Drift: ${project}/${stack}`;
}

/** @param {Subject} subject */
export function noDriftText(subject) {
  return ["There is no drift any more.", footer(subject)].join("\n\n");
}

/** @param {Subject} subject */
function footer({ run, commit }) {
  const parts = [commit === "" ? "" : `Commit ${commit.slice(0, 12)}`, run === "" ? "" : `[log of the job](${run})`];
  const said = parts.filter((part) => part !== "").join(" · ");
  return `<sub>${said === "" ? "ci/report.mjs" : said}</sub>`;
}

/**
 * @param {number} number
 * @param {string} noun
 */
function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
