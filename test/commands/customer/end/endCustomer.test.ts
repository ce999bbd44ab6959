import assert from "node:assert/strict";
import { runOf, secretsOf, stepsOf } from "../../../../commands/customer/end/endCustomer";
import { bucketSideRights, serverSideRights } from "../../../../model/access/deployerRights";
import { Secret } from "../../../../program/settings";
import { ED25519 } from "../../../model/ssh/hostKeys";
import { EXTERNAL_ID, ONE_ACCOUNT } from "../../../program/settings/stack";
import { endingOf } from "./ending";
import { at } from "./run";

describe("end: what a run is made of", () => {
  it("what serves files goes first, then the rights, then what is left; each is shown", () => {
    assert.deepEqual(
      stepsOf(endingOf(), () => new Date()).map(({ name }) => name),
      [
        "see how the link is",
        "close the docroot",
        "take the rights away",
        "revoke live sessions",
        "show that the link is dead",
        "destroy what the stack holds of the customer",
        "look once more",
      ],
    );
  });

  it("begins with who is ended, as whom, and what stays", () => {
    const run = runOf(endingOf(), at(0));
    assert.deepEqual(run, {
      stack: "acme-prod",
      began: at(0),
      customer: {
        transferUser: "acme",
        server: "aspera.example.com:33001",
        hostKey: ED25519,
        bucket: "acme-media",
        prefix: "incoming/",
        serverRole: "arn:aws:iam::111122223333:role/aspera-server",
        bucketRole: "arn:aws:iam::444455556666:role/aspera-acme",
      },
      identities: [
        { account: "server account", id: "111122223333", arn: "arn:aws:iam::111122223333:user/deployer" },
        { account: "bucket account", id: "444455556666", arn: "arn:aws:iam::444455556666:user/deployer" },
      ],
      steps: [],
      removed: [],
      proofs: [],
      open: [],
      untouched: [
        "bucket acme-media and everything in it",
        "transfer user acme on aspera.example.com:33001: its login, its keys and its entry in aspera.conf, which leads nowhere",
      ],
    });
    const beside = runOf(endingOf({ held: { besideServer: true }, bucketAccount: false }), at(0));
    assert.equal(beside.untouched.length, 3);
    assert.deepEqual(
      beside.identities.map(({ account }) => account),
      ["server account"],
    );
    assert.ok(!("bucketRole" in runOf(endingOf({ settings: ONE_ACCOUNT }), at(0)).customer));
  });

  it("knows every secret that it was given, raw and as a docroot writes it", () => {
    const connection = { privateKey: "KEY", privateKeyPassphrase: "PASS" };
    assert.deepEqual(secretsOf(endingOf({ connection })), [EXTERNAL_ID, EXTERNAL_ID, "KEY", "PASS"]);
    const encoded = endingOf({ settings: { externalId: "acme/0123456789:abcdef" } });
    assert.deepEqual(secretsOf(encoded), ["acme/0123456789:abcdef", "acme%2F0123456789%3Aabcdef"]);
    const ending = endingOf();
    const previousExternalIds = new Secret(["former-0123456789", "older-0123456789"]);
    const secrets = secretsOf({ ...ending, customer: { ...ending.customer, previousExternalIds } });
    for (const id of previousExternalIds.reveal()) assert.ok(secrets.includes(id));
    assert.deepEqual(secretsOf(endingOf({ settings: ONE_ACCOUNT })), []);
  });

  it("needs no right that Pulumi's own credentials lack", () => {
    const role = { partition: "aws", account: "111122223333", path: "/", name: "aspera-server" };
    const server = serverSideRights({ role, makesRole: false, addsRight: true, launches: false });
    const actions = ({ Statement }: typeof server) => Statement.flatMap(({ Action }) => Action);
    for (const action of ["iam:GetRole", "iam:GetRolePolicy", "iam:DeleteRolePolicy"])
      assert.ok(actions(server).includes(action), action);
    const bucket = bucketSideRights({ role: { ...role, name: "aspera-acme" }, bucket: "acme-media" });
    for (const action of ["iam:GetRole", "iam:GetRolePolicy", "iam:DeleteRolePolicy", "iam:PutRolePolicy"])
      assert.ok(actions(bucket).includes(action), action);
  });
});
