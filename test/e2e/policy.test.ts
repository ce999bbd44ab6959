import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { testProject } from "./project";
import { TestSandbox, type TestStack } from "./sandbox";

/** What our own stacks hold once they are up keeps our own policies. */
describe("e2e: npm run policy", function () {
  this.timeout(600_000);
  let world: TestSandbox;
  const stacks: TestStack[] = [];
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    for (const name of ["dev", "dev-globex", "dev-one-account"]) {
      // One server, and one role of its own: the stack of `dev` makes it.
      const looksUp = (text: string) =>
        text.replace(/serverRole:\n(?: {4}.*\n)+/, "serverRole: {name: aspera-server}\n");
      const stack = await world.stack(name, `Pulumi.${name}.yaml`, looksUp);
      const up = await stack.up();
      assert.equal(up.exitCode, 0, up.output);
      stacks.push(stack);
    }
  });
  after(() => world?.stop());

  it("keeps every policy in all three stacks, trusts and logins in sight", async () => {
    const { code, stdout, stderr } = await testProject(world).run("policy", ["--all"]);
    if (process.env.KEEP_EXPORT) {
      for (const s of stacks) {
        const e = await s.pulumi("stack", "export", "--file", `/tmp/w/${s.name}.json`);
        console.log(e.output);
      }
    }
    assert.deepEqual([code, stderr], [0, ""], stdout);
    console.log(stdout);
  });
});
