import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { engineFolder, ensureEngine } from "../../../sandbox/engine";
import { choosePlugins, pluginChoice } from "../../../sandbox/lifecycle/plugins";
import { pluginArchive } from "../../../sandbox/plugins/download";
import { ensureGenuine, type GenuineOptions, genuineFolder } from "../../../sandbox/plugins/genuine";
import { installPlugins, PLUGINS, pluginFolder, pluginsInWords } from "../../../sandbox/plugins/install";

const [AWS, COMMAND] = PLUGINS;
type Plugin = (typeof PLUGINS)[number];

describe("genuine plugins for the sandbox", () => {
  let root: string;
  let lines: string[];
  let undo: (() => void)[];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "genuine-"));
    lines = [];
    undo = [() => rmSync(root, { recursive: true, force: true })];
  });
  afterEach(() => {
    for (const step of undo.reverse()) step();
  });

  /** Sees none of this machine: own home, own cache, and an engine that must not be asked. */
  function options(more: Partial<GenuineOptions> = {}): GenuineOptions {
    const environment = {
      HOME: join(root, "home"),
      XDG_CACHE_HOME: join(root, "cache"),
      PATH: process.env.PATH,
      ...more.environment,
    };
    const pulumi = join(root, "no-engine");
    const pulumiHome = join(root, "sandbox/pulumi-home");
    return { pulumi, pulumiHome, onProgress: (line) => lines.push(line), ...more, environment };
  }

  /** A fake plugin in a `plugins` folder. */
  function plant(plugins: string, plugin: Plugin, version: string = plugin.version): string {
    const folder = join(plugins, pluginFolder({ ...plugin, version }));
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `pulumi-resource-${plugin.name}`);
    writeFileSync(file, `#!/bin/sh\necho "${plugin.name} in ${plugins}"\n`);
    chmodSync(file, 0o755);
    return file;
  }

  const own = () => join(root, "home/.pulumi/plugins");
  const cache = () => genuineFolder(options().environment);

  it("come from the person's own plugin folder first, then from the cache, and say so", async () => {
    const aws = plant(own(), AWS);
    plant(cache(), AWS);
    const command = plant(cache(), COMMAND);
    assert.deepEqual(await ensureGenuine(options()), { aws, command });
    assert.deepEqual(lines, [
      `genuine aws plugin 7.48.0: from your own plugin folder, ${aws} (1 MB)`,
      `genuine command plugin 1.2.1: from the cache, ${command} (1 MB)`,
    ]);
    assert.equal(dirname(cache()), dirname(engineFolder(options().environment)), "beside the engine");
  });

  it("come from PULUMI_HOME where it is set, but not where it is a sandbox's", async () => {
    for (const plugin of PLUGINS) {
      plant(own(), plugin);
      for (const home of ["theirs", "sandbox/pulumi-home", "other/pulumi-home"])
        plant(join(root, home, "plugins"), plugin);
    }
    const from = async (home: string, more = {}) => {
      const found = await ensureGenuine(options({ environment: { PULUMI_HOME: join(root, home), ...more } }));
      return dirname(dirname(found.aws ?? ""));
    };
    assert.equal(await from("theirs"), join(root, "theirs/plugins"));
    assert.equal(await from("sandbox/pulumi-home"), own());
    assert.equal(await from("other/pulumi-home", { SANDBOX_HOME: join(root, "other") }), own());
  });

  it("must be of exactly the version, executable and whole", async () => {
    const command = plant(own(), COMMAND);
    plant(own(), AWS, "7.49.0");
    const cut = dirname(plant(own(), AWS));
    writeFileSync(`${cut}.partial`, "");
    const aws = plant(cache(), AWS);
    assert.deepEqual(await ensureGenuine(options()), { aws, command });
    rmSync(`${cut}.partial`);
    chmodSync(join(cut, "pulumi-resource-aws"), 0o644);
    assert.deepEqual(await ensureGenuine(options()), { aws, command });
  });

  it("give way to what a variable names", async () => {
    for (const plugin of PLUGINS) plant(own(), plugin);
    const named = plant(join(root, "mine"), AWS);
    const environment = { ...options().environment, SANDBOX_AWS_PLUGIN: named };
    const genuine = await ensureGenuine(options({ environment }));
    assert.deepEqual(Object.keys(genuine), ["command"]);
    const { pulumiHome } = options();
    const plugins = installPlugins({ pulumiHome, environment, genuine });
    assert.equal(
      pluginsInWords(plugins),
      "aws 7.48.0 the one that SANDBOX_AWS_PLUGIN names, command 1.2.1 genuine",
    );
    const said = plugins.map(({ executable }) => execFileSync(executable, { encoding: "utf8" }));
    assert.deepEqual(said, [`aws in ${join(root, "mine")}\n`, `command in ${own()}\n`]);
    // Back to the stand-ins: the genuine executable itself is left alone.
    assert.equal(pluginsInWords(installPlugins({ pulumiHome, environment: {} })), "the sandbox's stand-ins");
    assert.match(readFileSync(genuine.command ?? "", "utf8"), /^#!\/bin\/sh\necho/);
  });

  it("are not looked for when a variable leads nowhere", async () => {
    await assert.rejects(
      ensureGenuine(options({ environment: { SANDBOX_COMMAND_PLUGIN: "/nowhere/plugin" } })),
      /expected an executable at \/nowhere\/plugin, which SANDBOX_COMMAND_PLUGIN names, got none\nhint: /,
    );
    assert.deepEqual(lines, []);
  });

  it("are not the default, which names the word; another word is refused", async () => {
    const home = join(root, "sandbox");
    await choosePlugins("stand-ins", { home, pulumi: "", onProgress: (line) => lines.push(line) });
    assert.deepEqual(lines, [
      process.env.SANDBOX_AWS_PLUGIN || process.env.SANDBOX_COMMAND_PLUGIN
        ? lines[0]
        : "plugins: the sandbox's stand-ins (--plugins genuine takes the genuine ones)",
    ]);
    assert.deepEqual([undefined, "stand-ins", "genuine"].map(pluginChoice), [
      "stand-ins",
      "stand-ins",
      "genuine",
    ]);
    assert.throws(
      () => pluginChoice("real"),
      /^Error: expected genuine or stand-ins after --plugins, got "real"\nhint: /,
    );
  });

  it("are chosen on the command line, before anything is started", () => {
    const SANDBOX_HOME = join(root, "sandbox");
    for (const file of ["sandbox/cli.ts", "sandbox/demo/main.ts"]) {
      const args = ["-r", "./program/preload.js", file, "start", "--plugins", "real"];
      const run = spawnSync(
        process.execPath,
        file.endsWith("cli.ts") ? args : args.filter((arg) => arg !== "start"),
        {
          encoding: "utf8",
          env: { ...process.env, SANDBOX_HOME },
        },
      );
      assert.equal(run.status, 2, file);
      assert.match(
        run.stderr,
        /^(sandbox start|demo): expected genuine or stand-ins after --plugins, got "real"\nhint: /,
      );
    }
    assert.equal(existsSync(SANDBOX_HOME), false);
  });

  it("are asked for by the engine's own names of archives", () => {
    assert.equal(pluginArchive(AWS, "linux", "x64"), "pulumi-resource-aws-v7.48.0-linux-amd64.tar.gz");
    assert.equal(
      pluginArchive(COMMAND, "darwin", "arm64"),
      "pulumi-resource-command-v1.2.1-darwin-arm64.tar.gz",
    );
    assert.equal(
      pluginArchive(COMMAND, "win32", "x64"),
      "pulumi-resource-command-v1.2.1-windows-amd64.tar.gz",
    );
  });

  it("that cannot be had end in one sentence with a hint, and leave nothing behind", async () => {
    plant(own(), COMMAND);
    const pulumi = join(root, "pulumi");
    writeFileSync(
      pulumi,
      "#!/bin/sh\necho 'warning: Error downloading plugin: lookup get.pulumi.com: no such host' >&2\n" +
        "echo 'error: [resource plugin aws-7.48.0] downloading from : failed all 5 attempts' >&2\nexit 1\n",
    );
    chmodSync(pulumi, 0o755);
    const error = await ensureGenuine(options({ pulumi })).then(
      () => assert.fail("expected a refusal"),
      ({ message }: Error) => message.split("\n"),
    );
    assert.deepEqual(error, [
      `expected the genuine aws plugin 7.48.0, got none in ${own()}, none in ${cache()}, and no download: ` +
        "lookup get.pulumi.com: no such host",
      "hint: leave out --plugins genuine for the sandbox's stand-ins; or, where there is network, " +
        "`pulumi plugin install resource aws 7.48.0`; or name an executable: SANDBOX_AWS_PLUGIN=/path/to/pulumi-resource-aws",
    ]);
    assert.deepEqual(readdirSync(cache()), []);
  });

  describe("downloaded by the engine from a local site", function () {
    this.timeout(60_000);
    let engine: string;
    before(async function () {
      this.timeout(1_800_000);
      engine = join((await ensureEngine()).binFolder, "pulumi");
    });

    /** A site with an archive of both fake plugins, each sent in two halves. */
    async function site(pause = 0) {
      const archives = new Map<string, Buffer>();
      for (const plugin of PLUGINS) {
        const folder = dirname(plant(join(root, "site"), plugin));
        writeFileSync(join(folder, "weight"), createHash("sha512").update(plugin.name).digest());
        const file = join(root, pluginArchive(plugin));
        execFileSync("tar", ["-czf", file, "-C", folder, "."]);
        archives.set(`/${pluginArchive(plugin)}`, readFileSync(file));
      }
      const requests: string[] = [];
      const server = createServer(async (request, response) => {
        requests.push(request.url ?? "");
        const archive = archives.get(request.url ?? "");
        if (!archive) return void response.writeHead(404).end();
        response.writeHead(200, { "content-length": archive.length });
        response.write(archive.subarray(0, archive.length / 2));
        await sleep(pause);
        response.end(archive.subarray(archive.length / 2));
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      undo.push(() => server.close());
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const checksums = Object.fromEntries(
        [...archives].map(([name, bytes]) => [
          name.slice(1),
          createHash("sha256").update(bytes).digest("hex"),
        ]),
      );
      return { server: url, requests, checksums };
    }

    it("once for two starts at a time, with the checksums, then they are in the cache", async () => {
      const { server, requests, checksums } = await site();
      // As in the sandbox's environment, where it stays set for the runs.
      const environment = { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" };
      const given = options({ pulumi: engine, server, checksums, environment });
      const both = await Promise.all([ensureGenuine(given), ensureGenuine(given)]);
      assert.deepEqual(both[0], both[1]);
      assert.deepEqual(requests.sort(), PLUGINS.map((plugin) => `/${pluginArchive(plugin)}`).sort());
      assert.deepEqual(readdirSync(cache()).sort(), PLUGINS.map(pluginFolder).sort());
      const said = execFileSync(both[0]?.aws ?? "", { encoding: "utf8" });
      assert.equal(said, `aws in ${join(root, "site")}\n`);
      assert.match(lines.join("\n"), /^downloaded pulumi-resource-aws-.*, SHA-256 as pinned \(\d+s\)$/m);
      await ensureGenuine(options());
      assert.match(lines.at(-1) ?? "", /^genuine command plugin 1\.2\.1: from the cache, /);
    });

    it("with the size as it grows; and without a checksum says that there is none", async () => {
      const { server } = await site(500);
      await ensureGenuine(options({ pulumi: engine, server, checksums: {}, every: 100 }));
      const name = pluginArchive(AWS);
      assert.ok(lines.includes(`downloading ${name}, with no checksum to compare`), lines.join("\n"));
      assert.match(lines.join("\n"), /^downloading .*: 0\.\d MB \(\d+s\)$/m);
      assert.match(lines.join("\n"), /^downloaded pulumi-resource-aws-\S+ \(\d+s\)$/m);
    });

    it("but not with another checksum than the pinned one", async () => {
      const { server, checksums } = await site();
      const wrong = { ...checksums, [pluginArchive(AWS)]: "0".repeat(64) };
      await assert.rejects(
        ensureGenuine(options({ pulumi: engine, server, checksums: wrong })),
        /^Error: expected the genuine aws plugin .* invalid checksum, expected 0{64}, actual [0-9a-f]{64}\nhint: /,
      );
      assert.deepEqual(readdirSync(cache()), []);
    });
  });
});
