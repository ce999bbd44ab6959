import assert from "node:assert/strict";
import { kmsKeyStatement } from "../../../model/access/kmsKeyStatement";
import { nextSteps } from "../../../program/server/nextSteps";

const FACTS = { instanceProfile: "aspera-server", region: "us-east-1" };

describe("server: what to do next", () => {
  it("gives the exact line that attaches the profile when the server does not carry it", () => {
    assert.deepEqual(
      nextSteps({
        ...FACTS,
        attachment: "not attached",
        cliProfile: "operator",
        instanceId: "i-0123456789abcdef0",
        transferUser: "acme",
      }),
      [
        "attach the instance profile to the server: aws ec2 associate-iam-instance-profile --region us-east-1 --profile operator --instance-id i-0123456789abcdef0 --iam-instance-profile Name=aspera-server",
        "transfer a file as acme, and look for it in the bucket",
      ],
    );
  });

  it("replaces another profile, as an instance carries one only (instance)", () => {
    const [step = ""] = nextSteps({
      ...FACTS,
      attachment: "another is attached",
      instanceId: "i-0123456789abcdef0",
    });
    assert.equal(
      step,
      "replace the other instance profile of the server: aws ec2 replace-iam-instance-profile-association " +
        '--region us-east-1 --association-id "$(aws ec2 describe-iam-instance-profile-associations --region us-east-1 ' +
        "--filters Name=instance-id,Values=i-0123456789abcdef0 " +
        "--query 'IamInstanceProfileAssociations[0].AssociationId' --output text)\" " +
        "--iam-instance-profile Name=aspera-server",
    );
  });

  it("asks for the host key of a server that was launched a moment ago (instance)", () => {
    const steps = nextSteps({ ...FACTS, attachment: "attached", awaitsHostKey: "acme-prod" });
    assert.deepEqual(steps, [
      "pin the server's host key: npm run host-key -- --stack acme-prod; then `pulumi up` again",
    ]);
  });

  it("asks for the host key and the customers of a server that its own stack launched (instance)", () => {
    assert.deepEqual(nextSteps({ ...FACTS, attachment: "attached", launchedBy: "server-prod" }), [
      "take the server's host key: npm run host-key -- --stack server-prod; each customer's stack pins it",
      "bring up a stack per customer; each names this server role in aspera:serverRole",
    ]);
    assert.deepEqual(nextSteps({ ...FACTS, attachment: "attached" }), [
      "bring up a stack per customer; each names this server role in aspera:serverRole",
    ]);
  });

  it("does not ask for what is done", () => {
    assert.deepEqual(nextSteps({ ...FACTS, attachment: "attached", transferUser: "acme" }), [
      "transfer a file as acme, and look for it in the bucket",
    ]);
  });

  it("sends nobody to transfer a file over a link that does not stand", () => {
    const fixLink = "set the server's clock";
    assert.deepEqual(nextSteps({ ...FACTS, attachment: "attached", transferUser: "acme", fixLink }), [
      "fix the link, nothing can be transferred over it yet: set the server's clock",
      "`pulumi up` again",
    ]);
  });

  it("says so when it cannot see, and leaves the instance to be filled in", () => {
    const [attach, customers] = nextSteps({ ...FACTS, attachment: "not visible from here" });
    assert.match(
      attach ?? "",
      /^unless the server carries it already, attach .* --instance-id INSTANCE_ID_OF_THE_SERVER /,
    );
    assert.match(customers ?? "", /a stack per customer/);
  });

  it("quotes every word of a line to paste: a profile's name may be anything", () => {
    const [step = ""] = nextSteps({ ...FACTS, attachment: "not attached", cliProfile: "$(id)" });
    assert.match(step, / --profile '\$\(id\)' /);
  });

  it("gives the statement for the policy of the bucket's KMS key, before a file is transferred (kms)", () => {
    const kmsKeyArn = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const role = "arn:aws:iam::444455556666:role/aspera-acme";
    const statement = kmsKeyStatement({ access: ["upload"], kmsKeyArn }, role);
    assert.ok(statement);
    const [key = "", ...more] = nextSteps({
      ...FACTS,
      attachment: "attached",
      transferUser: "acme",
      keyStatement: { kmsKeyArn, statement },
    });
    const [words, json] = key.split(/: (?=\{)/);
    assert.equal(
      words,
      `unless the policy of ${kmsKeyArn} leaves it to IAM who may use the key, have the key's owner add this statement to it`,
    );
    assert.deepEqual(JSON.parse(json ?? ""), statement);
    assert.deepEqual(more, ["transfer a file as acme, and look for it in the bucket"]);
  });
});
