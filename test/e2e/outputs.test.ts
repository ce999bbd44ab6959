import assert from "node:assert/strict";
import { withoutProxy } from "../../model/proxy/withoutProxy";
import { unreachable } from "../../sandbox/breakage/unreachable";
import { TestSandbox, type TestStack } from "./sandbox";

/** What the outputs of a stack say of a server, seen and unseen. */
describe("e2e: outputs claim only what is known", function () {
  this.timeout(600_000);
  let world: TestSandbox;
  let stack: TestStack;
  before(async () => {
    world = await TestSandbox.start();
    stack = await world.stack("dev");
  });
  after(() => world?.stop());

  const outputs = async () => JSON.parse((await stack.pulumi("stack", "output", "--json")).output);
  const DOCROOT = /^s3:\/\/s3\.amazonaws\.com\/acme-media\/incoming\/\?\S+\(ours\)$/;
  const UNSEEN = /is unreachable: connection refused; last seen at (\S+Z)"/;
  let seen: string;

  it("a look that finds nothing is no difference, although its time is another", async () => {
    // On the way: in a shell with a proxy that answers nobody, whatever this machine's own proxies are.
    const proxy = { http_proxy: "http://127.0.0.1:9", https_proxy: "http://127.0.0.1:9" };
    stack.environment = { ...proxy, ...withoutProxy(proxy) };
    const first = await stack.up();
    stack.environment = {};
    assert.equal(first.exitCode, 0, first.output);
    ({ lastSeen: seen } = await outputs());
    assert.match(seen, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const preview = await stack.preview();
    assert.equal(preview.exitCode, 0, preview.output);
    // `--diff` names what a refresh changed in the state, without its value; nothing else says a word of it.
    assert.match(preview.output, /~ lastSeen \(hidden\)/, "it did look");
    assert.doesNotMatch(preview.output, /Outputs:|lastSeen(?! \(hidden\))/);
    const refresh = await stack.pulumi("refresh", "--preview-only", "--expect-no-changes", "--diff");
    assert.equal(refresh.exitCode, 0, refresh.output);
    assert.doesNotMatch(refresh.output, /~ /);
  });

  it("a preview says since when a server that is gone was not seen; an up that fails claims nothing newer", async () => {
    await unreachable.break({ ...world.sandbox } as never);
    const preview = await stack.preview();
    assert.equal(preview.exitCode, 7, preview.output);
    const [, since = ""] = UNSEEN.exec(preview.output) ?? assert.fail(preview.output);
    assert.ok(since >= seen);
    const failed = await stack.up();
    assert.equal(failed.exitCode, 1, failed.output);
    const kept = await outputs();
    assert.ok(kept.lastSeen <= since, `${kept.lastSeen} is not when it was seen`);
  });

  it("an up of something else ends well, says of when the docroot is, and sends nobody to transfer a file", async () => {
    const role = "urn:pulumi:dev::aspera::aspera:components:ServerRole$aws:iam/role:Role::server-role";
    // In the program's pass an `up` that fails at the link has not looked at the docroot yet: the outputs are of the look before.
    const onePass = await stack.up("--target", role);
    assert.equal(onePass.exitCode, 0, onePass.output);
    assert.equal((await outputs()).lastSeen, seen);
    stack.environment = { PULUMI_RUN_PROGRAM: "false" };
    assert.equal((await stack.up()).exitCode, 1, "it looks at all of it first");
    const up = await stack.up("--target", role);
    stack.environment = {};
    assert.equal(up.exitCode, 0, up.output);
    const { docroot, link, lastSeen, nextSteps } = await outputs();
    const [words = "", time] = docroot.split(", as last seen at ");
    assert.match(words, DOCROOT);
    assert.deepEqual([time, lastSeen >= seen], [lastSeen, true]);
    assert.match(link, /^not proven: .* is unreachable: connection refused$/);
    assert.match(
      nextSteps[0],
      /^fix the link, nothing can be transferred over it yet: check connection\.host /,
    );
    assert.ok(!nextSteps.join("\n").includes("transfer a file"));
  });

  it("an up that sees it again says so, later", async () => {
    const before = (await outputs()).lastSeen;
    await unreachable.heal({ ...world.sandbox } as never, {});
    const up = await stack.up();
    assert.equal(up.exitCode, 0, up.output);
    const { docroot, link, lastSeen, nextSteps } = await outputs();
    assert.match(docroot, DOCROOT);
    assert.equal(link, "verified");
    assert.ok(lastSeen > before);
    assert.deepEqual(nextSteps, ["transfer a file as acme, and look for it in the bucket"]);
  });
});
