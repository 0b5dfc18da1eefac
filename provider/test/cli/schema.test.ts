// schema.json is a Pulumi package schema: the CLI's own check says so.
import { join } from "node:path";
import { ROOT } from "../support/linkedFolder";
import { Project } from "../support/pulumi";

test("pulumi schema check accepts schema.json without a warning", async () => {
  const project = await Project.open(undefined);
  try {
    const output = await project.must(["schema", "check", join(ROOT, "schema.json")]);
    expect(output).not.toMatch(/warning|error/i);
  } finally {
    project.close();
  }
});
