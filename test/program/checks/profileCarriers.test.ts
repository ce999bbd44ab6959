import assert from "node:assert/strict";
import { messageOf } from "../../../model/findings/finding";
import { profileCarriers } from "../../../program/checks/profileCarriers";
import type { Settings } from "../../../program/settings";
import { type Answers, account, refusing } from "../../mocks/account";
import { inner, settingsWith } from "../settings/stack";

const SERVER_ROLE = "arn:aws:iam::111122223333:role/aspera-server";
const ARN = "arn:aws:iam::111122223333:instance-profile/aspera-server";
const SERVER = "i-0123456789abcdef0";
const OTHER = "i-0fedcba9876543210";

const CLOSED = { HttpEndpoint: "enabled", HttpTokens: "required", HttpPutResponseHopLimit: 1 };
const instance = (InstanceId: string, more: object = {}) => ({
  InstanceId,
  State: { Name: "running" },
  IamInstanceProfile: { Arn: ARN },
  MetadataOptions: CLOSED,
  ...more,
});
const answering = (...Instances: object[]): Answers => ({
  DescribeInstances: ({ Filters }) => {
    const [byProfile] = Filters as { Name: string; Values: string[] }[];
    assert.deepEqual(byProfile, { Name: "iam-instance-profile.arn", Values: [ARN] });
    return { Reservations: [{ Instances }] };
  },
});
const said = async (answers: Answers, settings: Settings = settingsWith()) =>
  (await profileCarriers(settings, SERVER_ROLE, account(answers))).map(messageOf);
const NAMED = settingsWith(inner("server", { instanceId: SERVER }));

describe("checks: instances that carry the server's profile", () => {
  it("are not spoken of while it is the server's alone, or nobody's", async () => {
    assert.deepEqual(await said(answering()), []);
    assert.deepEqual(await said(answering(instance(SERVER))), []);
    assert.deepEqual(await said(answering(instance(SERVER)), NAMED), []);
    const elsewhere = { IamInstanceProfile: { Arn: `${ARN}2` } };
    assert.deepEqual(
      await said(answering(instance(SERVER), instance(OTHER, elsewhere)), NAMED),
      [],
      "an emulator's answer",
    );
    assert.deepEqual(await said(answering(instance(OTHER, { State: { Name: "terminated" } })), NAMED), []);
  });

  it("are named beside the server, running or not, with the line that tells the association", async () => {
    const [one = "", ...more] = await said(
      answering(instance(SERVER), instance(OTHER, { State: { Name: "stopped" } })),
      NAMED,
    );
    assert.equal(
      one,
      `instance profile aspera-server is carried by ${OTHER}, beside server ${SERVER}\n` +
        "hint: what is no Aspera server of these customers must not carry it: `aws ec2 " +
        "describe-iam-instance-profile-associations --region us-east-1 --profile operator --filters " +
        `Name=instance-id,Values=${OTHER}\` tells the association, which ` +
        "`aws ec2 disassociate-iam-instance-profile --association-id` ends [access-profile-on-other-instances]",
    );
    assert.deepEqual(more, []);
    assert.equal(
      (await said(answering(instance(OTHER)), NAMED)).length,
      1,
      "the server does not carry it itself",
    );
  });

  it("are all named where nobody says which the server is, from two on", async () => {
    const [one = ""] = await said(answering(instance(SERVER), instance(OTHER)));
    assert.match(
      one,
      new RegExp(
        `carried by 2 instances: ${SERVER}, ${OTHER}\\nhint: name the server in aspera:server\\.inst`,
      ),
    );
  });

  it("give the role away with IMDSv1 or more than one hop, and the line that ends it", async () => {
    const open = { ...CLOSED, HttpTokens: "optional", HttpPutResponseHopLimit: 3 };
    const [one = "", ...more] = await said(answering(instance(SERVER, { MetadataOptions: open })));
    assert.match(
      one,
      new RegExp(
        `^instance ${SERVER} gives .*: its metadata service answers without a token \\(IMDSv1\\), its answers may take 3 hops`,
      ),
    );
    assert.match(
      one,
      new RegExp(
        `aws ec2 modify-instance-metadata-options --region us-east-1 --profile operator --instance-id ${SERVER} --http-tokens required --http-put-response-hop-limit 1`,
      ),
    );
    assert.deepEqual(more, []);
    const only = async (options: object) =>
      (await said(answering(instance(SERVER, { MetadataOptions: { ...CLOSED, ...options } })))).map(
        (text) => text.split("\n")[0],
      );
    assert.match((await only({ HttpTokens: "optional" }))[0] ?? "", /\(IMDSv1\)$/);
    assert.match(
      (await only({ HttpPutResponseHopLimit: 2 }))[0] ?? "",
      /easily: its answers may take 2 hops/,
    );
    assert.deepEqual(
      await only({ HttpEndpoint: "disabled", HttpTokens: "optional", HttpPutResponseHopLimit: 9 }),
      [],
    );
    assert.deepEqual(await said(answering(instance(SERVER, { MetadataOptions: undefined }))), []);
  });

  it("leave the stack's own launched server to its settings, and to the engine", async () => {
    const launched = settingsWith({
      server: { hostKey: undefined, instance: { amiId: "ami-0abcdef1234567890", type: "m5.xlarge" } },
      bucket: undefined,
      bucketAccount: undefined,
      bucketRole: undefined,
      externalId: undefined,
      transferUser: undefined,
    });
    const options = {
      Tags: [{ Key: "aspera-stack", Value: "acme-prod" }],
      MetadataOptions: { ...CLOSED, HttpTokens: "optional" },
    };
    assert.deepEqual(await said(answering(instance(SERVER, options)), launched), []);
    const [one = "", two = ""] = await said(
      answering(instance(SERVER, options), instance(OTHER, { MetadataOptions: options.MetadataOptions })),
      launched,
    );
    assert.match(one, new RegExp(`carried by ${OTHER}, beside server ${SERVER}`));
    assert.match(two, new RegExp(`instance ${OTHER} gives`));
  });

  it("are said to be out of sight where they may not be listed", async () => {
    assert.deepEqual(await said({ DescribeInstances: refusing("UnauthorizedOperation", 403) }), [
      "who carries instance profile aspera-server is not visible from here: UnauthorizedOperation: no\n" +
        "hint: let the credentials of aspera:serverAccount use ec2:DescribeInstances [access-carriers-not-visible]",
    ]);
  });
});
