import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { devDependencies } from "../../../package.json";
import { installPlugins } from "../../../sandbox/plugins/install";
import { identify, isRunning } from "../../../sandbox/server/process/identity";

describe("stand-in plugins in a Pulumi home", () => {
  let pulumiHome: string;

  beforeEach(() => {
    pulumiHome = mkdtempSync(join(tmpdir(), "plugins-"));
  });
  afterEach(() => rmSync(pulumiHome, { recursive: true, force: true }));

  it("are where the engine looks, under the versions of the SDKs", () => {
    installPlugins({ pulumiHome, environment: {} });
    assert.deepEqual(readdirSync(join(pulumiHome, "plugins")), [
      `resource-aws-v${devDependencies["@pulumi/aws"]}`,
      `resource-command-v${devDependencies["@pulumi/command"]}`,
    ]);
    const executable = join(pulumiHome, "plugins", "resource-aws-v7.48.0", "pulumi-resource-aws");
    assert.equal(statSync(executable).mode & 0o111, 0o111);
  });

  it("give way to an executable that the environment names", () => {
    const genuine = join(pulumiHome, "it's genuine");
    writeFileSync(genuine, '#!/bin/sh\necho "genuine $1"\n');
    chmodSync(genuine, 0o755);
    const [aws, command] = installPlugins({ pulumiHome, environment: { SANDBOX_AWS_PLUGIN: genuine } });
    assert.equal(
      execFileSync(aws?.executable ?? "", ["127.0.0.1:7"], { encoding: "utf8" }),
      "genuine 127.0.0.1:7\n",
    );
    assert.equal(aws?.genuine, genuine);
    assert.equal(command?.genuine, undefined);
  });

  it("refuse a name that leads nowhere", () => {
    assert.throws(
      () => installPlugins({ pulumiHome, environment: { SANDBOX_COMMAND_PLUGIN: "/nowhere/plugin" } }),
      /expected an executable at \/nowhere\/plugin, which SANDBOX_COMMAND_PLUGIN names, got none\nhint: /,
    );
  });

  it("print their port first", async () => {
    const [aws] = installPlugins({ pulumiHome, environment: {} });
    const child = spawn(aws?.executable ?? "", ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "pipe"] });
    try {
      const first = await new Promise<string>((resolve) =>
        child.stdout.once("data", (data) => resolve(String(data))),
      );
      assert.match(first, /^\d+\n$/);
    } finally {
      child.kill();
    }
  });

  it("end when the engine that started them is gone", async () => {
    const [aws] = installPlugins({ pulumiHome, environment: {} });
    // A shell that dies without a word to its child, as a killed engine does.
    const engine = spawn("/bin/sh", ["-c", `'${aws?.executable}' & echo pid $!; wait`]);
    let output = "";
    engine.stdout.on("data", (data) => {
      output += data;
    });
    while (!/^\d+$/m.test(output)) await sleep(20);
    const plugin = identify(Number(/pid (\d+)/.exec(output)?.[1]));
    assert.ok(plugin && isRunning(plugin));
    try {
      engine.kill("SIGKILL");
      for (let turn = 0; turn < 100 && isRunning(plugin); turn++) await sleep(50);
      assert.equal(isRunning(plugin), false);
    } finally {
      if (isRunning(plugin)) process.kill(plugin.pid, "SIGKILL");
    }
  });
});
