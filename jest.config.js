// The parts of the tests, one folder each. What belongs where stands in CONTRIBUTING.md.
const transform = {
  "^.+\\.ts$": [
    "@swc/jest",
    { jsc: { target: "es2024", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
  ],
};
const own = ["unit", "behaviour", "laws", "package", "cli", "languages"].map((name) => [name, `provider/test/${name}`]);

module.exports = {
  testTimeout: 180_000,
  maxWorkers: "100%",
  projects: [...own, ["reality", "test/reality"], ["pipelines", "test/pipelines"]].map(([displayName, folder]) => ({
    displayName,
    roots: [`<rootDir>/${folder}`],
    transform,
  })),
};
