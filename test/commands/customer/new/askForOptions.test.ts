import assert from "node:assert/strict";
import { askForOptions } from "../../../../commands/customer/new/askForOptions";
import { made, opening } from "../../../../commands/customer/new/words";
import { found } from "../../../../model/findings/finding";
import { EXTERNAL_ID, settingsWith } from "../../../program/settings/stack";

/** Answers by the beginning of the question, in turn. */
async function asked(answers: Record<string, string[]>, options: Record<string, string> = {}, like = {}) {
  const [questions, said]: [string[], string[]] = [[], []];
  const left = structuredClone(answers);
  const complete = await askForOptions({ stack: "acme-prod", side: "server", options, like }, EXTERNAL_ID, {
    async ask(question) {
      questions.push(question);
      const [, turns = [""]] = Object.entries(left).find(([begin]) => question.startsWith(begin)) ?? [];
      return turns.length > 1 ? turns.shift() : turns[0];
    },
    say: (line) => said.push(line),
  });
  return { options: complete.options, questions, said };
}

const ANSWERS = {
  "The customer's AWS account id": ["444455556666"],
  "Their bucket": ["acme-media"],
  "Their transfer user": [" acme "],
  "Your AWS account id": ["111122223333"],
  "Its region": ["us-east-1"],
  "The server's role": ["aspera-server"],
  "The server's host name": ["aspera.example.com"],
};

describe("customer new: asking at a terminal (invitation)", () => {
  it("asks for each thing once; empty takes what is usual", async () => {
    const { options, questions, said } = await asked(ANSWERS);
    assert.deepEqual(options, {
      account: "444455556666",
      bucket: "acme-media",
      role: "aspera-acme-prod",
      "transfer-user": "acme",
      "server-account": "111122223333",
      region: "us-east-1",
      "server-role": "aspera-server",
      host: "aspera.example.com",
    });
    assert.ok(questions.includes("The role that they will make [aspera-acme-prod]: "));
    assert.equal(new Set(questions).size, questions.length);
    assert.deepEqual(said, []);
  });

  it("asks again until the settings take the answer, and says why", async () => {
    const { options, questions, said } = await asked({
      ...ANSWERS,
      "The customer's AWS account id": ["", "4444-5555-6666", "444455556666"],
      Rights: ["write", "upload,browse"],
    });
    assert.equal(questions.filter((question) => /AWS account id:/.test(question)).length, 3);
    assert.deepEqual([options.account, options.access], ["444455556666", "upload,browse"]);
    assert.deepEqual(
      said.map((line) => line.split("\n")[0]),
      [
        "  - --account (aspera:bucketAccount.id): expected the customer's AWS account, twelve digits, got nothing",
        '  - --account (aspera:bucketAccount.id): expected an account ID: twelve digits in quotes, got "4444-5555-6666"',
        '  - --access (aspera:bucket.access.0): expected one of upload, download, browse, delete, full, got "write"',
      ],
    );
  });

  it("does not ask for what was given, or what the other stack has", async () => {
    const like = {
      serverAccount: { id: "111122223333", region: "us-east-1", profile: "operator" },
      serverRole: { name: "aspera-server" },
      server: { host: "aspera.example.com", instanceId: "i-0123456789abcdef0" },
      sshPrivateKeyFile: "~/.ssh/aspera",
    };
    const { questions } = await asked(ANSWERS, { account: "444455556666", prefix: "" }, like);
    assert.deepEqual(
      questions.map((question) => question.split(/[ :,]/).slice(0, 2).join(" ")),
      ["Their bucket", "Rights ", "The role", "Their transfer"],
    );
  });

  it("ends where nobody answers", async () => {
    const ask = async () => undefined;
    await assert.rejects(
      askForOptions({ stack: "x", side: "server", options: {} }, EXTERNAL_ID, { ask, say: () => {} }),
      /^Error: expected an answer, got the end of what can be read$/,
    );
  });
});

describe("customer new: what is read afterwards (invitation)", () => {
  const SIDE = { side: "server", bucketAccount: { id: "444455556666" } };
  const customer = (changes: Record<string, unknown> = {}) => ({
    stack: "acme-prod",
    settings: settingsWith({ ...SIDE, ...changes }),
    draft: { server: { hostKey: "ssh-ed25519 AAAA" } },
    externalId: EXTERNAL_ID,
    notCompared: [],
    besides: [] as string[],
  });
  const invitation = {} as NonNullable<Parameters<typeof made>[0]["invitation"]>;

  it("the server's side: what was written, and who does what next", () => {
    assert.equal(
      made({ ...customer(), invitation }, "acme-prod.invitation.json"),
      [
        "made: stack acme-prod and Pulumi.acme-prod.yaml; its external ID is a UUID, stored encrypted there and shown to nobody",
        "written: acme-prod.invitation.json; the external ID is in it, so delete it once it is handed over",
        "",
        "next:",
        "  1. npm run preflight -- --stack acme-prod",
        "  2. pulumi up --stack acme-prod   succeeds, and waits for the customer",
        "  3. hand acme-prod.invitation.json to the owner of account 444455556666, so that nobody else reads it; they run",
        "     npm run customer -- accept FILE; where they have no Pulumi, a kit in its place:",
        "     npm run kit -- --stack acme-prod --out acme-prod-kit",
        "  4. pulumi up --stack acme-prod   once they have acted: proves the link, switches the docroot",
        "",
        "Commit Pulumi.acme-prod.yaml.",
      ].join("\n"),
    );
  });

  it("both sides: one `up`; a host key that is not pinned yet comes first; warnings are shown", () => {
    const settings = settingsWith({ bucket: { name: "acme.media" } });
    const both = { ...customer(), settings, draft: { server: {} } };
    const said = made(both, "");
    assert.match(said, /^warning: .*\nhint: .*\[settings-bucket-name-has-dot\]\nmade: /);
    assert.match(
      said,
      /next:\n {2}1\. npm run host-key -- --stack acme-prod\n {2}2\. npm run preflight .*\n {2}3\. pulumi up --stack acme-prod\n\n/,
    );
    assert.doesNotMatch(said, /invit/);
  });

  it("what a restart means, where other customers are on the server and this one does not wait", () => {
    const said = (changes: Record<string, unknown>, besides: string[]) =>
      made({ ...customer(changes), besides }, "x");
    assert.match(
      said({}, ["globex-prod", "initech"]),
      /\n\nalso on this server: globex-prod, initech; a changed docroot restarts asperanoded on aspera\.example\.com:33001 .*\n {2}pulumi config set aspera:restart whenIdle --stack acme-prod\n\nCommit /,
    );
    assert.doesNotMatch(said({}, []), /asperanoded/);
    assert.doesNotMatch(said({ restart: "whenIdle" }, ["globex-prod"]), /asperanoded/);
  });

  it("never the external ID", () => {
    const wrong = found(
      {
        code: "a-b",
        owner: "operator",
        transient: false,
        text: () => "t",
        hint: () => "h",
        meaning: "",
        example: {},
      },
      {},
    );
    for (const more of [{ invitation }, { notYet: wrong }])
      assert.ok(!made({ ...customer(), ...more }, "x").includes(EXTERNAL_ID));
    assert.ok(!opening("acme-prod").join("").includes(EXTERNAL_ID));
  });
});
