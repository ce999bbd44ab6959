import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../../policy/rules";
import { testProject } from "./project";
import { TestSandbox, type TestStack } from "./sandbox";

/** What our own stacks hold once they are up keeps our own policies. */
describe("e2e: npm run policy", function () {
  this.timeout(600_000);
  let world: TestSandbox;
  let dev: TestStack;
  let project: ReturnType<typeof testProject>;
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    const up = async (name: string) => {
      // One server has one role, and the stack `dev` makes it.
      const looksUp = (text: string) =>
        text.replace(/serverRole:\n(?: {4}.*\n)+/, "serverRole: {name: aspera-server}\n");
      const stack = await world.stack(name, `Pulumi.${name}.yaml`, looksUp);
      const { exitCode, output } = await stack.up();
      assert.equal(exitCode, 0, output);
      return stack;
    };
    dev = await up("dev");
    await up("dev-globex");
    await up("dev-one-account");
    project = testProject(world);
  });
  after(() => world?.stop());

  it("finds every policy kept in all three stacks, trusts and logins in sight", async () => {
    const { code, stdout, stderr } = await project.run("policy", ["--all"]);
    assert.deepEqual([code, stderr], [0, ""], stdout);
    const results = [...stdout.matchAll(/^│ (\S+) +│ \w+ +│ (\d+) +│ (\S+) +│$/gm)];
    assert.equal(results.length, 3 * RULES.length, stdout);
    assert.deepEqual([...new Set(results.map(([, , , result]) => result))].sort(), ["-", "kept"]);
    assert.doesNotMatch(stdout, /!|secret\]/);
    const looked = results.filter(([, , count]) => count !== "0").map(([, name]) => name);
    assert.deepEqual([...new Set(looked)].sort(), RULES.map(({ name }) => name).sort(), "each has something");
  });

  it("over an exported file: what is encrypted is not taken for kept, and nothing else is broken", async () => {
    const file = join(world.sandbox.home, "export.json");
    await dev.pulumi("stack", "export", "--file", file);
    const run = (path: string) => project.run("policy", ["--file", path]);
    const { code, stdout } = await run(file);
    assert.equal(code, 1, stdout);
    const broken = [...stdout.matchAll(/^! (\S+) /gm)].map(([, name]) => name);
    assert.deepEqual(broken, [
      "trust-account-root",
      "trust-external-id",
      "trust-named-account",
      "ssh-host-key",
    ]);
    const edited = join(world.sandbox.home, "edited.json");
    writeFileSync(
      edited,
      readFileSync(file, "utf8").replaceAll('"maxSessionDuration": 3600', '"maxSessionDuration": 43200'),
    );
    assert.match((await run(edited)).stdout, /^! role-session-length {2}customer-bucket-aspera-acme: /m);
  });
});
