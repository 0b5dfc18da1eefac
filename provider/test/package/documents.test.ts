// The documents: links and anchors lead somewhere, also in the package; lines and files stay short; console blocks are repeated.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const ROOT = join(__dirname, "../../..");
const ABSOLUTE = /^(https?|mailto):/;

/** Most lines of a document: what a reader takes in at one go. */
const LIMITS: Readonly<Record<string, number>> = {
  "README.md": 150,
  "DESIGN.md": 80,
  "docs/configuration.md": 90,
  "docs/behavior.md": 90,
  "docs/troubleshooting.md": 120,
  "docs/scale.md": 70,
  "docs/import.md": 40,
  "docs/testing.md": 40,
  "docs/requirements.md": 70,
  "docs/limitations.md": 40,
  "docs/plugin.md": 90,
  "docs/gitops.md": 120,
  "docs/monitoring.md": 90,
  "docs/renegotiation.md": 60,
};

/** First lines of the blocks that show an output, by document; cli/examples.test.ts compares each with a run. */
const CONSOLE_BLOCKS = {
  "README.md": ["$ pulumi preview --diff", "$ pulumi up --yes --skip-preview"],
};

const documents = markdownIn("");

/** Every Markdown file of the repository below `folder`, relative to the root. */
function markdownIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|dist|coverage|\..*)$/.test(entry.name) ? [] : markdownIn(path);
    return entry.isFile() && entry.name.endsWith(".md") ? [path] : [];
  });
}

const textOf = (path: string) => readFileSync(join(ROOT, path), "utf8");
const linesOf = (path: string) => textOf(path).trimEnd().split("\n");

/** The text without blocks and spans of code, in which nothing is a link or a heading. */
function prose(path: string): string {
  return textOf(path)
    .replace(/^ *```[\s\S]*?^ *```$/gm, "")
    .replace(/<!--[\s\S]*?-->/g, "");
}

/** Targets of links and pictures. */
function linksIn(path: string): string[] {
  const text = prose(path).replace(/`[^`\n]*`(?!\])/g, "");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
}

/** Anchors of the headings, as GitHub and npm make them. */
function anchorsOf(path: string): string[] {
  const headings = [...prose(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => heading);
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const label = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = label.replace(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(" ", "-");
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}

/** The file or folder that a relative link leads to, relative to the root, and the anchor in it. */
function destinationOf(document: string, link: string): { path: string; anchor: string | undefined } {
  const [file = "", anchor] = link.split("#");
  const path = file === "" ? document : relative(ROOT, join(ROOT, dirname(document), decodeURIComponent(file)));
  return { path, anchor };
}

/** What is wrong with a relative link; undefined where nothing is. */
function problemOf(document: string, link: string): string | undefined {
  const { path, anchor } = destinationOf(document, link);
  if (!existsSync(join(ROOT, path))) return `${document}: ${link} leads nowhere`;
  if (anchor === undefined) return undefined;
  return path.endsWith(".md") && anchorsOf(path).includes(anchor) ? undefined : `${document}: no heading for ${link}`;
}

/** All relative links, with the document that each stands in. */
function relativeLinks(of: readonly string[]): { document: string; link: string }[] {
  const all = of.flatMap((document) => linksIn(document).map((link) => ({ document, link })));
  return all.filter(({ link }) => !ABSOLUTE.test(link));
}

test("every relative link leads to a file, and its anchor to a heading", () => {
  const links = relativeLinks(documents);
  expect(links.length).toBeGreaterThan(80);
  expect(links.map(({ document, link }) => problemOf(document, link)).filter(Boolean)).toEqual([]);
});

test("every relative link of a packed document leads to what is packed, too", () => {
  // A list of files and folders, as npm reads it; cli/packaging.test.ts looks into a real tarball.
  const { files } = JSON.parse(textOf("package.json")) as { files: string[] };
  const isPacked = (path: string) => files.some((entry) => path === entry || path.startsWith(`${entry}/`));
  const links = relativeLinks(documents.filter(isPacked));
  expect(isPacked("docs/images/vpn.svg")).toBe(true);
  expect(links.length).toBeGreaterThan(80);
  expect(links.filter(({ document, link }) => !isPacked(destinationOf(document, link).path))).toEqual([]);
});

test("no line of a document is over 120 characters", () => {
  const wide = documents.flatMap((document) =>
    linesOf(document).flatMap((line, at) => ([...line].length > 120 ? [`${document}:${at + 1}`] : [])),
  );
  expect(wide).toEqual([]);
});

test.each(Object.entries(LIMITS))("%s has at most %i lines", (document, limit) => {
  expect(linesOf(document).length).toBeLessThanOrEqual(limit);
});

test("a decision fits on one page, and the index of decisions lists it", () => {
  const pages = documents.filter((document) => /^docs\/adr\/\d/.test(document));
  const index = linksIn("docs/adr/README.md").map((link) => `docs/adr/${link}`);
  expect(index).toEqual(pages.toSorted());
  for (const page of pages) {
    expect(linesOf(page).length).toBeLessThanOrEqual(60);
    const headings = [...textOf(page).matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(["Context", "Decision", "Consequences"]);
  }
});

test("the only blocks that show an output are those that a test repeats", () => {
  const shown = documents.flatMap((document) => {
    const blocks = [...textOf(document).matchAll(/^ *```console\n(.*)$/gm)].map(([, first]) => first);
    return blocks.length === 0 ? [] : [[document, blocks]];
  });
  expect(Object.fromEntries(shown)).toEqual(CONSOLE_BLOCKS);
  const repeated = readFileSync(join(__dirname, "../cli/examples.test.ts"), "utf8");
  for (const first of Object.values(CONSOLE_BLOCKS).flat()) expect(repeated).toContain(`"\`\`\`console\\n${first}\\n"`);
});
