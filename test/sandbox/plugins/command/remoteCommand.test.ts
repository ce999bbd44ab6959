import assert from "node:assert/strict";
import { utils } from "ssh2";
import { checkInputs } from "../../../../provider/protocol/check";
import { differences } from "../../../../provider/protocol/diff";
import type { Call } from "../../../../provider/protocol/handler";
import { type Properties, UNKNOWN } from "../../../../provider/protocol/wire";
import { pauseBefore } from "../../../../sandbox/plugins/command/dial";
import { remoteCommand } from "../../../../sandbox/plugins/command/remoteCommand";
import { ed25519KeyPair } from "../../../../sandbox/server";
import { fakeAgent } from "../../../provider/ssh/fakeAgent";
import { type SshHost, sshHost } from "./sshHost";

const check = (news: Properties) =>
  checkInputs("the stand-in", "command:remote:Command", remoteCommand, news, undefined);

/** The command plugin tells the engine nothing. */
const SILENT: Call = { log: async (_, message) => assert.fail(message) };

describe("command stand-in", () => {
  let host: SshHost;
  let agent: string | undefined;
  before(async () => {
    agent = process.env.SSH_AUTH_SOCK;
    delete process.env.SSH_AUTH_SOCK;
  });
  after(() => {
    if (agent !== undefined) process.env.SSH_AUTH_SOCK = agent;
  });
  beforeEach(async () => {
    host = await sshHost();
  });
  afterEach(() => host.close());

  const connection = (more: Properties = {}) => ({
    host: "127.0.0.1",
    port: host.port,
    user: "ec2-user",
    privateKey: host.privateKey,
    hostKey: host.hostKey,
    dialErrorLimit: 0,
    ...more,
  });
  const inputs = (more: Properties) => check({ connection: connection(), ...more }).inputs;
  const create = async (more: Properties) =>
    (await remoteCommand.create(inputs(more), undefined, SILENT)).outputs;
  const saved = (outputs: Properties) => ({ id: "command01234567", inputs: outputs, outputs });

  describe("check", () => {
    it("fills in the genuine plugin's defaults", () => {
      const { inputs: checked } = check({ connection: { host: "h", dialErrorLimit: 0 }, create: "true" });
      assert.deepEqual(checked, {
        connection: { user: "root", port: 22, dialErrorLimit: 0, perDialTimeout: 15, host: "h" },
        create: "true",
        addPreviousOutputInEnv: true,
      });
    });

    it("refuses unknown keys by name and never by value", () => {
      const { failures } = check({ connection: { host: "h", privatekey: "SECRET" } });
      assert.deepEqual(failures, [
        { property: "connection", reason: "connection has unknown keys: privatekey" },
      ]);
      assert.match(
        check({ connection: { host: "h" }, command: "x" }).failures[0]?.reason ?? "",
        /property command/,
      );
    });

    it("refuses a missing connection, a missing host, a malformed jump host; passes one that is not known yet", () => {
      assert.match(check({}).failures[0]?.reason ?? "", /needs property connection/);
      assert.equal(check({ connection: {} }).failures[0]?.reason, "connection needs host");
      const proxied = (proxy: unknown) => check({ connection: { host: "h", proxy } });
      assert.equal(proxied({}).failures[0]?.reason, "connection.proxy needs host");
      assert.match(proxied({ host: "j", proxy: {} }).failures[0]?.reason ?? "", /unknown keys: proxy/);
      assert.deepEqual(proxied({ host: "j", port: 2222 }).inputs.connection, {
        ...{ user: "root", port: 22, dialErrorLimit: 10, perDialTimeout: 15, host: "h" },
        proxy: { user: "root", port: 2222, dialErrorLimit: 10, perDialTimeout: 15, host: "j" },
      });
      assert.deepEqual(check({ connection: UNKNOWN }).failures, []);
    });
  });

  describe("diff", () => {
    it("counts every input and replaces for none", () => {
      const olds = inputs({ create: "a", stdin: "1", triggers: [1] });
      for (const change of [
        { create: "b" },
        { stdin: "2" },
        { logging: "none" },
        { delete: "x" },
        { addPreviousOutputInEnv: false },
        { connection: connection({ user: "other" }) },
      ]) {
        const found = differences(
          remoteCommand,
          olds,
          inputs({ create: "a", stdin: "1", triggers: [1], ...change }),
        );
        assert.deepEqual([found.properties, found.replaces], [Object.keys(change), []]);
      }
      assert.deepEqual(
        differences(remoteCommand, olds, inputs({ create: "a", stdin: "1", triggers: [1] })).paths,
        {},
      );
    });

    it("names an element of triggers, by which the SDK replaces", () => {
      const found = differences(remoteCommand, inputs({ triggers: [1] }), inputs({ triggers: [2] }));
      assert.deepEqual(found.paths, { "triggers[0]": "update" });
    });
  });

  describe("run", () => {
    it("create sends standard input and takes exactly one newline off each output", async () => {
      const { stdout, stderr } = await create({ create: "cat; printf 'e\\n\\n' >&2", stdin: "one\ntwo\n\n" });
      assert.deepEqual([stdout, stderr], ["one\ntwo\n", "e\n"]);
    });

    it("gives an id of its own each time, and keeps the inputs among the outputs", async () => {
      const given = inputs({ create: "true" });
      const made = [
        await remoteCommand.create(given, undefined, SILENT),
        await remoteCommand.create(given, undefined, SILENT),
      ];
      assert.notEqual(made[0]?.id, made[1]?.id);
      assert.match(made[0]?.id ?? "", /^command[0-9a-f]{8}$/);
      assert.deepEqual(made[0]?.outputs, { ...given, stdout: "", stderr: "" });
    });

    it("runs a program that reads its data from standard input", async () => {
      const { stdout } = await create({
        create: "perl -",
        stdin: "print scalar(<DATA>);\n__END__\nuser acme\n",
      });
      assert.equal(stdout, "user acme");
    });

    it("runs nothing and connects to nobody where no command is given", async () => {
      const outputs = await create({});
      await remoteCommand.update(saved(outputs), inputs({ logging: "none" }), undefined, SILENT);
      await remoteCommand.delete(saved(outputs), undefined, SILENT);
      assert.equal(host.connections, 0);
    });

    it("update runs update, else create; offers the last output only where asked", async () => {
      const old = saved(await create({ create: "echo made" }));
      const silent = await remoteCommand.update(
        old,
        inputs({ create: "echo c", update: "echo u", addPreviousOutputInEnv: false }),
        undefined,
        SILENT,
      );
      assert.equal(silent.stdout, "u");
      assert.deepEqual(host.variables, {});
      const asked = await remoteCommand.update(old, inputs({ create: "echo again" }), undefined, SILENT);
      assert.equal(asked.stdout, "again");
      assert.deepEqual(host.variables, { PULUMI_COMMAND_STDOUT: "made", PULUMI_COMMAND_STDERR: "" });
    });

    it("delete runs the saved command over the saved connection", async () => {
      await remoteCommand.delete(
        saved(await create({ create: "true", delete: "echo gone" })),
        undefined,
        SILENT,
      );
      assert.deepEqual(host.commands, ["true", "echo gone"]);
    });

    it("offers no variable at a create, and fails for one that the program sets", async () => {
      await create({ create: "true" });
      assert.deepEqual(host.variables, {});
      await assert.rejects(create({ create: "true", environment: { TOKEN: "hush" } }), (error: Error) => {
        assert.match(error.message, /"TOKEN".*setenv failed/);
        return !error.message.includes("hush");
      });
    });

    it("fails with command and output, in the genuine plugin's words", async () => {
      await assert.rejects(create({ create: 'echo "out"; sleep 0.1; echo err >&2; exit 3' }), {
        message:
          'Process exited with status 3: running "echo \\"out\\"; sleep 0.1; echo err >&2; exit 3":\nout\nerr\n',
      });
      await assert.rejects(
        create({ create: "kill -TERM $$" }),
        /^Error: Process exited with status 143 from signal TERM/,
      );
    });

    it("ends well when the command does not read all of its input", async () => {
      assert.equal((await create({ create: "echo done", stdin: "x".repeat(3_000_000) })).stdout, "done");
    });
  });

  describe("connection", () => {
    it("accepts exactly the pinned key", async () => {
      const other = await sshHost();
      other.close();
      const wrong = create({ connection: connection({ hostKey: other.hostKey }), create: "true" });
      await assert.rejects(
        wrong,
        /^Error: after 1 failed attempts: ssh: handshake failed: ssh: host key mismatch$/,
      );
      assert.deepEqual(host.commands, []);
      await create({ connection: connection({ hostKey: undefined }), create: "true" });
      assert.deepEqual(host.commands, ["true"]);
    });

    it("negotiates only the pinned key's type", async () => {
      const hostKey = utils.generateKeyPairSync("ecdsa", { bits: 256 }).public;
      const dialled = create({ connection: connection({ hostKey }), create: "true" });
      await assert.rejects(dialled, /no common algorithm for host key/);
    });

    it("does not start with a host key that is none", async () => {
      const dialled = create({ connection: connection({ hostKey: "ssh-ed25519 garbage" }), create: "true" });
      await assert.rejects(dialled, /ssh: no key found/);
      assert.equal(host.connections, 0);
    });

    it("counts failed attempts, a refused key included", async () => {
      const privateKey = ed25519KeyPair().private;
      const dialled = create({ connection: connection({ privateKey, dialErrorLimit: 2 }), create: "true" });
      await assert.rejects(
        dialled,
        /^Error: after 3 failed attempts: ssh: handshake failed: ssh: unable to authenticate/,
      );
      assert.equal(host.connections, 3);
    });

    it("says that nobody listens", async () => {
      host.close();
      await assert.rejects(create({ create: "true" }), {
        message: `after 1 failed attempts: dial tcp 127.0.0.1:${host.port}: connect: connection refused`,
      });
    });

    it("fails for a dead agent socket, even with a private key", async () => {
      const agentSocketPath = "/nonexistent/agent";
      await assert.rejects(
        create({ connection: connection({ agentSocketPath }), create: "true" }),
        /^Error: dial unix/,
      );
    });

    it("reads an encrypted key with its password, and no other", async () => {
      const passphrase = "correct horse";
      const locked = ed25519KeyPair({ passphrase });
      const strict = await sshHost({ client: locked });
      const login = { port: strict.port, hostKey: strict.hostKey, privateKey: locked.private };
      const by = (more: Properties) =>
        create({ connection: connection({ ...login, ...more }), create: "true" });
      await by({ privateKeyPassword: passphrase });
      await assert.rejects(by({}), { message: "ssh: this private key is passphrase protected" });
      await assert.rejects(by({ privateKeyPassword: "x" }), {
        message: "x509: decryption password incorrect",
      });
      await assert.rejects(by({ privateKey: host.privateKey, privateKeyPassword: "x" }), {
        message: "ssh: key is not password protected",
      });
      strict.close();
      assert.equal(strict.connections, 1, "what is wrong with a key is told before anybody is called");
    });

    it("asks an agent, by path or by SSH_AUTH_SOCK", async () => {
      const agent = await fakeAgent(host.privateKey);
      try {
        const keyless = (more: Properties = {}) => connection({ privateKey: undefined, ...more });
        await create({ connection: keyless({ agentSocketPath: agent.socket }), create: "true" });
        process.env.SSH_AUTH_SOCK = agent.socket;
        await create({ connection: keyless(), create: "true" });
        delete process.env.SSH_AUTH_SOCK;
        await assert.rejects(create({ connection: keyless(), create: "true" }), /unable to authenticate/);
      } finally {
        delete process.env.SSH_AUTH_SOCK;
        agent.close();
      }
    });

    it("goes by a jump host, which inherits nothing of the host's credentials", async () => {
      const jumpHost = await sshHost({ forwardsTo: host.port });
      const proxy = { host: "127.0.0.1", port: jumpHost.port, hostKey: jumpHost.hostKey, dialErrorLimit: 0 };
      const by = (more: Properties) =>
        create({
          connection: connection({ host: "inside.example.com", proxy: { ...proxy, ...more } }),
          create: "echo there",
        });
      assert.equal((await by({ privateKey: jumpHost.privateKey })).stdout, "there");
      assert.deepEqual(jumpHost.forwarded, [`inside.example.com:${host.port}`]);
      assert.deepEqual([jumpHost.commands, host.commands], [[], ["echo there"]]);
      await assert.rejects(
        by({}),
        /^Error: after 1 failed attempts: ssh: handshake failed: ssh: unable to auth/,
      );
      await assert.rejects(by({ privateKey: host.privateKey }), /unable to authenticate/);
      await assert.rejects(
        by({ privateKey: jumpHost.privateKey, hostKey: host.hostKey }),
        /host key mismatch/,
      );
      assert.equal(jumpHost.forwarded.length, 1);
      jumpHost.close();
    });

    it("says that the jump host does not get through, after the host's own number of attempts", async () => {
      const jumpHost = await sshHost();
      const proxy = {
        ...connection(),
        port: jumpHost.port,
        hostKey: undefined,
        privateKey: jumpHost.privateKey,
      };
      const dialled = create({ connection: connection({ proxy, dialErrorLimit: 1 }), create: "true" });
      await assert.rejects(dialled, /^Error: after 2 failed attempts: ssh: rejected: /);
      assert.equal(jumpHost.connections, 1);
      jumpHost.close();
    });

    it("pauses as the genuine plugin: 10 refusals in 11 s", () => {
      const pauses = Array.from({ length: 10 }, (_, i) => pauseBefore(i + 1));
      assert.deepEqual([pauses[0], pauses[1], pauses[9]], [100, 150, 100 * 1.5 ** 9]);
      assert.equal(Math.round(pauses.reduce((sum, pause) => sum + pause, 0) / 1000), 11);
      assert.equal(pauseBefore(30), 5000);
    });
  });
});
