import assert from "node:assert/strict";
import { join } from "node:path";
import { EXTERNAL_ID, KIT } from "../../model/kit/facts";

const ROOT = join(__dirname, "../../..");
type Files = typeof import("../../../commands/kit/files");
type Exported = Record<string, (...args: never[]) => { Statement: object[] }>;

/** Everything that renders is loaded anew, over a policy function that says something else. */
function kitWith(module: string, name: string): Record<string, string> {
  const original = require(module) as Exported;
  const kept = { ...require.cache };
  try {
    for (const path of Object.keys(require.cache))
      if (/\/(model|commands)\/kit\//.test(path.slice(ROOT.length))) delete require.cache[path];
    const policy = original[name];
    const changed = (...args: never[]) => {
      const document = policy?.(...args);
      return { ...document, Statement: document?.Statement.map((one) => ({ ...one, Sid: "Changed" })) };
    };
    const cached = require.cache[module];
    assert.ok(cached && policy);
    require.cache[module] = { ...cached, exports: { ...original, [name]: changed } } as NodeJS.Module;
    const { kitFiles } = require(join(ROOT, "commands/kit/files.ts")) as Files;
    return byPath(kitFiles(KIT, EXTERNAL_ID));
  } finally {
    for (const path of Object.keys(require.cache)) delete require.cache[path];
    Object.assign(require.cache, kept);
  }
}

function byPath(files: ReturnType<Files["kitFiles"]>): Record<string, string> {
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

/** The files that differ from the kit of the policy functions as they are. */
function differing(changed: Record<string, string>): string[] {
  const { kitFiles } = require(join(ROOT, "commands/kit/files.ts")) as Files;
  const now = byPath(kitFiles(KIT, EXTERNAL_ID));
  return Object.keys(now).filter((path) => now[path] !== changed[path]);
}

describe("kit: a changed policy function changes every document that carries it", () => {
  it("rights", () => {
    const changed = differing(kitWith(join(ROOT, "model/access/s3Permissions.ts"), "s3Permissions"));
    assert.deepEqual(changed, [
      "README.md",
      "README.html",
      "cloudformation.yaml",
      "terraform/main.tf.json",
      "aws-cli.sh",
      "rights-policy.json",
    ]);
  });

  it("trust", () => {
    const changed = differing(kitWith(join(ROOT, "model/access/trustPolicy.ts"), "bucketRoleTrust"));
    assert.deepEqual(changed, [
      "cloudformation.yaml",
      "terraform/main.tf.json",
      "aws-cli.sh",
      "trust-policy.json",
    ]);
  });
});
