import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReportDocument } from "../../commands/report/document";
import { RULES } from "../../policy/rules";
import { layout } from "../../sandbox/server/layout";
import { schemaFaults } from "../schemas";
import { testProject } from "./project";
import { TestSandbox, type TestStack } from "./sandbox";

/** What our own stacks hold once they are up keeps our own policies. */
describe("e2e: npm run policy, npm run report", function () {
  this.timeout(600_000);
  let world: TestSandbox;
  let dev: TestStack;
  let globex: TestStack;
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
    globex = await up("dev-globex");
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

  it("a report says what the same three stacks are seen to be, and no secret of theirs", async () => {
    const out = join(world.sandbox.home, "report");
    const environment = { XDG_CONFIG_HOME: join(world.sandbox.home, "config") };
    const began = new Date().toISOString();
    const { code, stdout, stderr } = await project.run(
      "report",
      ["--all", "--out", out],
      () => {},
      environment,
    );
    assert.deepEqual([code, stdout], [0, `${join(out, "index.html")}: 3 stacks, clean\n`], stderr);
    const files = readdirSync(out).map((name) => readFileSync(join(out, name), "utf8"));
    const settings = await Promise.all(
      [dev, globex].map((stack) => stack.pulumi("config", "--show-secrets", "--json")),
    );
    const ids = settings.map(({ output }) => String(JSON.parse(output)["aspera:externalId"].value));
    const { clientKey } = layout(world.sandbox.home);
    const key = readFileSync(clientKey, "utf8").split("\n")[1] ?? "";
    for (const text of files)
      for (const secret of [...ids, key]) {
        assert.ok(secret.length > 15);
        assert.ok(!text.includes(secret));
      }
    const report = JSON.parse(readFileSync(join(out, "report.json"), "utf8")) as ReportDocument;
    assert.deepEqual(schemaFaults("report", report), []);
    assert.deepEqual(report.acrossStacks, []);
    for (const { stack, proof, docroot, access, way, externalId, policies } of report.stacks) {
      const claims = [proof, docroot, access];
      assert.deepEqual(
        [...new Set([...claims, ...way, ...policies].map(({ state }) => state))],
        ["good"],
        stack,
      );
      for (const { asOf = "" } of claims) assert.ok(asOf > began, `${stack}: ${asOf}`);
      const since = externalId?.inUseSince ?? "";
      if (stack === "dev-one-account") assert.equal(externalId, undefined);
      else assert.ok(since !== "" && since < began, `${stack}: ${since}`);
    }
    const [one, other] = report.stacks.map(({ externalId }) => externalId?.fingerprint);
    assert.notEqual(one, other);
  });
});
