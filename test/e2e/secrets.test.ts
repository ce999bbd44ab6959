import assert from "node:assert/strict";
import { appendFileSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "../../model/docroot/fingerprint";
import { ed25519KeyPair } from "../../sandbox/server";
import { layout } from "../../sandbox/server/layout";
import { TestSandbox, type TestStack } from "./sandbox";

/** What nobody may read: set for the first time in an `up` that fails. */
const PASSPHRASE = "correct-horse-battery-staple-4711";
const NODE_PASSWORD = "node-password-0815-unguessable";

describe("e2e: provider: what is secret stays secret", function () {
  this.timeout(1_200_000);
  let world: TestSandbox;
  let stack: TestStack;
  const printed: string[] = [];

  before(async () => {
    world = await TestSandbox.start();
    stack = await world.stack("dev");
    stack.edit((text) =>
      text.replace("config:\n", "config:\n  aspera:prove: {mode: required, longestWait: 0}\n"),
    );
  });
  after(() => world?.stop());

  /** A key that only its passphrase opens, let in by the server. */
  const lockedKey = (): string => {
    const pair = ed25519KeyPair({ passphrase: PASSPHRASE });
    appendFileSync(join(layout(world.sandbox.home).root, "etc/ssh/authorized_keys"), `${pair.public}\n`);
    return pair.private;
  };

  const backend = () => join(world.sandbox.home, "state");

  /** Every text that the backend keeps: state, backups, history, locks. */
  const kept = (): [string, string][] =>
    readdirSync(backend(), { recursive: true, encoding: "utf8" })
      .map((name) => join(backend(), name))
      .filter((file) => statSync(file).isFile())
      .map((file) => [file, readFileSync(file, "utf8")]);

  it("fields that were empty and are first set in an up that fails: in no state, no JSON, no diff, no history", async () => {
    const first = await stack.up();
    assert.equal(first.exitCode, 0, first.output);
    printed.push(first.output);
    // A plain hash over a text with the external ID in it: whoever has it can try guesses.
    const ownFingerprint = fingerprint(world.docrootOf("acme") ?? "");

    const key = lockedKey();
    stack.edit((text) => text.replace(/ {2}aspera:sshPrivateKeyFile: .*\n/, ""));
    stack.setSecret("sshPrivateKey", key);
    stack.setSecret("sshPrivateKeyPassphrase", PASSPHRASE);
    await stack.configure("nodeApi.user", "acme");
    await stack.configure("nodeApi.password", NODE_PASSWORD, "--secret");
    const failed = await stack.up();
    assert.equal(failed.exitCode, 1, failed.output);
    assert.match(failed.output, /\[link-aspera-leg-not-proven\]/);
    printed.push(failed.output);

    for (const args of [
      ["preview", "--json"],
      ["preview", "--diff"],
      ["refresh", "--preview-only", "--json"],
      ["refresh", "--yes", "--diff"],
      ["preview", "--json", "--refresh=false"],
      ["stack", "export"],
      ["stack", "history", "--json"],
    ])
      printed.push((await stack.pulumi(...args)).output);
    const again = await stack.up();
    assert.equal(again.exitCode, 1, again.output);
    printed.push(again.output, (await stack.pulumi("stack", "export")).output);

    const files = kept();
    assert.ok(files.length > 3, "the backend was found");
    const lines = key.split("\n").filter((line) => line.length > 40);
    assert.ok(lines.length >= 2);
    for (const secret of [PASSPHRASE, NODE_PASSWORD, ownFingerprint, ...lines]) {
      for (const [place, text] of [...files, ...printed.map((text) => ["printed", text] as const)]) {
        const at = text.indexOf(secret);
        assert.ok(at < 0, `${place}: ${text.slice(Math.max(0, at - 200), at)}`);
      }
    }
  });

  it("they are in the state all the same, encrypted, where the schema says so", async () => {
    const { deployment } = JSON.parse((await stack.pulumi("stack", "export")).output);
    const link = deployment.resources.find(({ type }: { type: string }) => type === "aspera:index:Link");
    for (const side of [link.inputs, link.outputs]) {
      for (const value of [
        side.connection.privateKey,
        side.connection.privateKeyPassphrase,
        side.nodeApi.password,
        side.externalId,
      ])
        assert.ok(value.ciphertext, JSON.stringify(value));
      assert.equal(side.connection.user, "ec2-user");
    }
    assert.ok(!JSON.stringify(deployment).includes("__provider"), "no code is in the state");
  });
});
