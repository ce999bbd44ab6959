import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bucketSideRights, serverSideRights } from "../model/access/deployerRights";
import { kitDeployerRights } from "../model/access/kitRights";
import { lookingRights } from "../model/access/lookingRights";
import type { PolicyDocument } from "../model/access/policyDocument";

/** Where the page is. */
export const RIGHTS_PAGE = join(__dirname, "../docs/rights.md");

const SERVER = { partition: "aws", account: "111122223333", path: "/", name: "aspera-server" };
const BUCKET = { partition: "aws", account: "444455556666", path: "/", name: "aspera-acme" };

const OPENING = `# What Pulumi's own credentials need

The least IAM policy of the credentials in \`aspera:serverAccount\` and \`aspera:bucketAccount\`, for preview, up, refresh and
destroy; at the end, those of a job that only looks. Names are examples: put your own accounts, role names and bucket. This page is made from the sources by
\`npm run docs:rights\`; a test compares, and others run the two-account stack with exactly these rights in the sandbox, whose
AWS is an emulator (of instance profiles it knows the actions alone, not the ARN). The lists follow what the AWS provider's sources call; they have not run on AWS. Where a policy of yours is
narrower still, \`AccessDenied\` names the action.

A stack that makes the server role needs \`iam:ListRolePolicies\` at all times, in previews too: the provider lists a role's
inline policies whenever it reads the role. The account id, path and name in a role's ARN are those of the settings; a
permissions boundary needs nothing more. What may only be looked at, such as foreign policies, is a finding where it is denied
("Not seen" in [findings.md](findings.md)) and does not fail a run; role, bucket and, with a launch, the instance must be
readable. Of a bucket's own KMS key the policy is looked at where \`kms:GetKeyPolicy\` and \`kms:DescribeKey\` allow it; nothing
else needs a right on the key.
`;

const SECTIONS: readonly (readonly [title: string, words: string, document: PolicyDocument])[] = [
  [
    "Server account: the server's own stack",
    "`create: true` in `aspera:serverRole`, no customer.",
    serverSideRights({ role: SERVER, makesRole: true, addsRight: false, launches: false }),
  ],
  [
    "Server account: the same, with a launch",
    "`aspera:server.instance`. EC2 makes what has no name yet, so these actions cannot be bound to a resource beforehand.",
    serverSideRights({ role: SERVER, makesRole: true, addsRight: false, launches: true }),
  ],
  [
    "Server account: a customer's stack",
    "The role is another stack's.",
    serverSideRights({ role: SERVER, makesRole: false, addsRight: true, launches: false }),
  ],
  [
    "Server account: one stack for all, and the bucket in the same account",
    "One account, role and customer together. Leave the bucket out where it has an account of its own.",
    serverSideRights({
      role: SERVER,
      makesRole: true,
      addsRight: true,
      launches: false,
      bucket: "operator-media",
    }),
  ],
  [
    "Bucket account",
    "A customer's stack with a bucket account of its own.",
    bucketSideRights({ role: BUCKET, bucket: "acme-media" }),
  ],
  [
    "Bucket account: whoever applies a kit",
    "Not Pulumi's but the customer's own, for the script or the CloudFormation template of [a kit](kit.md), which brings this policy along as `deployer-rights.json`. Terraform needs those of the section above.",
    kitDeployerRights({
      role: BUCKET,
      bucket: "acme-media",
      region: "us-east-1",
      cloudFormationStack: "aspera-acme-prod",
    }),
  ],
  [
    "Server account: whoever only looks",
    "For previews and drift checks of every stack in the account, such as those of [pipelines](pipelines.md): of the policies above, what changes nothing. With a bucket in this account, add the statement `Bucket` of the next section.",
    lookingRights(serverSideRights({ role: SERVER, makesRole: true, addsRight: true, launches: false })),
  ],
  [
    "Server account: whoever only looks, with a launch",
    "The same, where the stack launches the server.",
    lookingRights(serverSideRights({ role: SERVER, makesRole: true, addsRight: true, launches: true })),
  ],
  [
    "Bucket account: whoever only looks",
    "The same for a bucket account.",
    lookingRights(bucketSideRights({ role: BUCKET, bucket: "acme-media" })),
  ],
];

/** The page: a policy for each kind of stack and account. */
export function rightsPage(): string {
  const sections = SECTIONS.map(
    ([title, words, document]) =>
      `## ${title}\n\n${words}\n\n\`\`\`json\n${JSON.stringify(document, null, 2)}\n\`\`\`\n`,
  );
  return [OPENING, ...sections].join("\n");
}

if (require.main === module) writeFileSync(RIGHTS_PAGE, rightsPage());
