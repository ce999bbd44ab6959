import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { codeIn, FindingError, found } from "../../../model/findings/finding";
import { agentRefused } from "../../../model/findings/server/agentRefused";
import { softwareLifecycle } from "../../../provider/software/lifecycle";
import type { SoftwareInputs, SoftwareState } from "../../../provider/software/properties";
import type { UpgradeAnswer } from "../../../provider/software/upgradeRequest";
import { upgradeServer } from "../../../provider/software/upgradeServer";
import { CONNECTION } from "../connection";
import { StandInServer } from "../standInServer";

const SHA256 = createHash("sha256").update("").digest("hex");
const INPUTS: SoftwareInputs & { readonly package: string } = {
  connection: CONNECTION,
  package: "https://example.com/aspera.rpm",
  source: "https://example.com/aspera.rpm?signature=x",
  sha256: SHA256,
  username: "operator",
  password: "s3cret-0123456789",
  snapshot: "snap-0123456789abcdef0",
  idleWait: 600,
};
const STATE: SoftwareState = { ...INPUTS, installed: "x", backup: "/opt/etc-1" };
const DONE: UpgradeAnswer = {
  protocol: 1,
  changed: true,
  package: "aspera-entsrv",
  from: "3.3.3.71500-1",
  to: "3.3.3.74992-1",
  backup: "/opt/aspera.aspera-pulumi/etc-20261124T160000Z",
  putBack: ["aspera-license"],
  services: ["asperanoded"],
  reason: "",
};

function on(answer: UpgradeAnswer | Error) {
  const logged: [severity: string, message: string][] = [];
  const lifecycle = softwareLifecycle({
    upgradeServer: async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    },
    log: async (severity, message) => {
      logged.push([severity, message]);
    },
  });
  return { ...lifecycle, logged };
}

describe("upgrade: the resource", () => {
  it("says what became of it, and remembers where etc is kept", async () => {
    const { create, logged } = on(DONE);
    const { id, state } = await create(INPUTS);
    assert.equal(id, "software@aspera.example.com");
    assert.deepEqual(state, { ...INPUTS, installed: "aspera-entsrv 3.3.3.74992-1", backup: DONE.backup });
    assert.deepEqual(logged, [
      [
        "info",
        `aspera-entsrv: 3.3.3.71500-1 => 3.3.3.74992-1, etc of before in ${DONE.backup}, put back: aspera-license`,
      ],
    ]);
  });

  it("keeps the last backup when there was nothing to do", async () => {
    const idle = { ...DONE, changed: false, backup: "", reason: "the installed version is new enough" };
    const server = on(idle);
    const state = await server.update(STATE, INPUTS);
    assert.equal(state.backup, "/opt/etc-1");
    assert.deepEqual(server.logged, [
      ["info", "aspera-entsrv 3.3.3.74992-1 stays: the installed version is new enough"],
    ]);
    const elsewhere = { ...STATE, connection: { ...CONNECTION, host: "other.example.com" } };
    assert.equal((await on(idle).update(elsewhere, INPUTS)).backup, "", "not another server's");
    const { remove, logged } = on(idle);
    await remove(state);
    assert.deepEqual(logged, [["info", "left as it is: aspera-entsrv 3.3.3.74992-1 on aspera.example.com"]]);
  });

  it("fails with the server's own sentence and hint", async () => {
    const failure = new FindingError(found(agentRefused, { sentence: "rpm did not", hint: "see its log" }));
    await assert.rejects(on(failure).create(INPUTS), ({ message }: Error) => {
      assert.equal(codeIn(message), agentRefused.code);
      assert.ok(
        message.startsWith(
          "expected the software of aspera.example.com:33001 to be upgraded, got: rpm did not\nhint: see its log",
        ),
        message,
      );
      return true;
    });
  });

  it("fails with any other sentence, and a next step in each case", async () => {
    const expected = "expected the software of aspera.example.com:33001 to be upgraded, got:";
    await assert.rejects(on(new Error("no file\nhint: correct it")).create(INPUTS), {
      message: `${expected} no file\nhint: correct it`,
    });
    await assert.rejects(on(new Error("no file")).create(INPUTS), {
      message: `${expected} no file\nhint: run \`pulumi up\` again`,
    });
  });

  it("names a file of this machine that is not there, before the server is asked", async () => {
    await assert.rejects(
      upgradeServer({ ...INPUTS, source: "/nonexistent/aspera.rpm" }),
      /expected the package at \/nonexistent\/aspera\.rpm, got no file/,
    );
    await assert.rejects(
      upgradeServer({ ...INPUTS, source: "~/nonexistent-aspera.rpm" }),
      new RegExp(`expected the package at ${homedir()}/nonexistent-aspera\\.rpm, got no file`),
    );
    await assert.rejects(upgradeServer({ ...INPUTS, source: tmpdir() }), /got no file that can be read/);
  });
});

describe("upgrade: the way to the server", () => {
  let server: StandInServer;
  beforeEach(async () => {
    const idle = { ...DONE, changed: false, backup: "", putBack: [], reason: "new enough" };
    server = await StandInServer.start(idle);
  });
  afterEach(() => server.stop());

  it("gives an address and its login to the server, through the login's rights", async () => {
    const source = "https://example.com/ibm-aspera-hsts-4.4.5.1646-linux-64-release.rpm?signature=x";
    await upgradeServer({ ...INPUTS, connection: server.connection, source });
    assert.deepEqual(server.commands, ["sudo -n perl -"]);
    for (const [key, value] of [
      ["url", source],
      ["checksum", SHA256],
      ["size", "0"],
      ["named", "4.4.5.1646"],
      ["username", "operator"],
      ["password", "s3cret-0123456789"],
      ["idle-wait", "600"],
    ] as const)
      assert.equal(server.field(key), value, key);
  });

  it("sends a file of this machine behind the request, and no address", async () => {
    const source = join(server.folder, "package.rpm");
    writeFileSync(source, "the package");
    const connection = { ...server.connection, sudo: false };
    const { username: _, password: __, ...inputs } = INPUTS;
    await upgradeServer({ ...inputs, connection, source });
    assert.deepEqual(server.commands, ["perl -"]);
    assert.deepEqual(
      ["url", "size", "username", "password"].map((key) => server.field(key)),
      ["", "11", "", ""],
    );
    assert.ok(server.request().endsWith("\n\nthe package"), server.request().slice(-40));
  });
});
