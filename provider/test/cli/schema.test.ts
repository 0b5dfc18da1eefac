// schema.json and schema.native.json are Pulumi package schemas: the CLI's own check says so.
import { join } from "node:path";
import { ROOT } from "../support/linkedFolder";
import { Project } from "../support/pulumi";

test.each(["schema.json", "schema.native.json"])("pulumi schema check accepts %s without a warning", async (file) => {
  const project = await Project.open(undefined);
  try {
    const output = await project.must(["schema", "check", join(ROOT, file)]);
    expect(output).not.toMatch(/warning|error/i);
  } finally {
    project.close();
  }
});
