import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { invitationFile, placeFaults, writeInvitation } from "../../../../commands/customer/invitationFile";
import { inviteOf } from "../../../../commands/customer/invite/invite";
import { otherStacks } from "../../../../commands/customer/otherStacks";
import { invitationOf } from "../../../../model/invitation/invitationOf";
import { EXTERNAL_ID, KIT } from "../../../model/kit/facts";
import { CUSTOMER, configuration, ONE_ACCOUNT } from "../../../program/settings/stack";
import { type Answer, FakeEngine } from "../engine";
import { ProjectFolder } from "../folder";

const INVITATION = invitationOf(KIT, EXTERNAL_ID);
const config = (changes: Record<string, unknown> = {}, shown = true): Answer =>
  Object.fromEntries(
    Object.entries(configuration({ ...CUSTOMER, ...changes })).map(([key, value]) => {
      const secret = key === "aspera:externalId";
      return [key, { ...((shown || !secret) && { value }), secret }];
    }),
  );

describe("customer invite: a stack that exists (invitation)", () => {
  let engine: FakeEngine;
  let folder: ProjectFolder;
  beforeEach(() => {
    folder = new ProjectFolder();
  });
  afterEach(() => {
    engine.stop();
    folder.leave();
  });
  const look = async () => ({ name: "aspera-server", ...KIT.serverRole });
  const invite = (answers: Record<string, Answer | readonly Answer[]>, names: string[] = []) => {
    const all = [...names, "acme-prod"].map((name) => ({ name }));
    engine = new FakeEngine({ "stack ls": [all], ...answers });
    return inviteOf("acme-prod", "x.json", new AbortController().signal, look);
  };

  it("is invited to what its settings say now, whatever its host key", async () => {
    const { host } = CUSTOMER.server as { host: string };
    const { invitation, notCompared } = await invite({
      "config --show-secrets": config({ server: { host } }),
    });
    assert.deepEqual(invitation, INVITATION);
    assert.deepEqual(notCompared, []);
  });

  it("is refused with what another stack has, its external ID too: settings are copied", async () => {
    await assert.rejects(
      invite({ "config --show-secrets": config(), "config --json": config({}, false) }, ["globex-prod"]),
      (error: Error) => {
        assert.deepEqual(error.message.match(/^ {2}- .*?(?=: expected)/gm), [
          "  - aspera:transferUser",
          "  - aspera:bucketRole.name",
          "  - aspera:externalId",
        ]);
        assert.ok(!error.message.includes(EXTERNAL_ID));
        return true;
      },
    );
  });

  it("says which stack's external ID it could not compare", async () => {
    const other = config({ transferUser: "globex", bucketRole: { name: "aspera-globex" } }, false);
    const { notCompared } = await invite(
      { "config --show-secrets": [config(), { fails: "incorrect passphrase" }], "config --json": other },
      ["globex-prod"],
    );
    assert.deepEqual(
      notCompared.map(({ stack, unread }) => [stack, unread]),
      [["globex-prod", "incorrect passphrase"]],
    );
  });

  it("is refused on the bucket's side, with one account, with faults, and where there is no such stack", async () => {
    for (const [answer, message] of [
      [config({ side: "bucket" }), /got acme-prod, which is the bucket's side alone\nhint: /],
      [config(ONE_ACCOUNT), /got one with the bucket in the server account: acme-prod\nhint: .*invitations/],
      [config({ transferUser: undefined }), /aspera:transferUser: expected/],
      [{ fails: "no stack named 'acme-prod' found" }, /\[customer-no-such-stack\]$/],
    ] as const) {
      await assert.rejects(invite({ "config --show-secrets": answer }), message);
      engine.stop();
    }
  });
});

describe("customer: the file of an invitation (invitation)", () => {
  let folder: ProjectFolder;
  beforeEach(() => {
    folder = new ProjectFolder();
  });
  afterEach(() => folder.leave());
  const got = (former?: typeof INVITATION) => placeFaults("x.json", former).map((fault) => fault.got);

  it("is this user's alone, and whole", () => {
    assert.equal(invitationFile("acme-prod"), "acme-prod.invitation.json");
    writeInvitation("x.json", INVITATION, false);
    assert.equal(statSync("x.json").mode & 0o777, 0o600);
    assert.deepEqual(JSON.parse(readFileSync("x.json", "utf8")), INVITATION);
    assert.deepEqual(readdirSync("."), ["x.json"]);
  });

  it("a new one writes over nothing, a link to nowhere neither", () => {
    symlinkSync("nowhere.json", "x.json");
    assert.deepEqual(got(), ["x.json, which is there and is not overwritten"]);
    assert.throws(() => writeInvitation("x.json", INVITATION, false), /EEXIST/);
    assert.deepEqual(readdirSync("."), ["x.json"]);
  });

  it("a later one takes the place of an earlier one of the same role, and of no other file", () => {
    writeInvitation("x.json", { ...INVITATION, externalId: "the-one-before" }, false);
    assert.deepEqual(got(INVITATION), []);
    writeInvitation("x.json", INVITATION, true);
    assert.equal(JSON.parse(readFileSync("x.json", "utf8")).externalId, EXTERNAL_ID);
    const other = { ...INVITATION, bucketRole: { name: "aspera-globex", path: "/" } };
    assert.deepEqual(got(other), ["another file: x.json"]);
    assert.deepEqual(got({ ...INVITATION, bucketAccount: "777788889999" }), ["another file: x.json"]);
    writeFileSync("x.json", "notes");
    assert.deepEqual(got(INVITATION), ["another file: x.json"]);
  });

  it("needs a folder", () => {
    assert.deepEqual(
      placeFaults("no/x.json").map((fault) => fault.got),
      ["none at no"],
    );
  });

  it("git does not keep one", () => {
    folder.leave();
    assert.match(readFileSync(".gitignore", "utf8"), /^\*\.invitation\.json$/m);
    folder = new ProjectFolder();
  });
});

describe("customer: the other stacks (invitation)", () => {
  it("are read without their secrets unless those are asked for", async () => {
    const engine = new FakeEngine({ "config --json": config({}, false), "config --show-secrets": config() });
    try {
      const signal = new AbortController().signal;
      const [plain] = await otherStacks(["acme-prod"], { secrets: false, signal });
      assert.equal(plain?.values["aspera:externalId"], undefined);
      assert.equal(plain?.values["aspera:transferUser"], "acme");
      const [whole] = await otherStacks(["acme-prod"], { secrets: true, signal });
      assert.equal(whole?.values["aspera:externalId"], EXTERNAL_ID);
    } finally {
      engine.stop();
    }
  });
});
