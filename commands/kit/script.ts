import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BUCKET_ROLE_DESCRIPTION, RIGHTS_POLICY } from "../../model/access/bucketRole";
import type { Statement } from "../../model/access/policyDocument";
import { serverRoleSid } from "../../model/access/trustPolicy";
import { accountOfArn, bucketArn, roleArn } from "../../model/aws/arn";
import { cloudFormationStackName } from "../../model/kit/cloudFormation";
import { HIDDEN, kitRights, kitTrust } from "../../model/kit/documents";
import type { KitFacts } from "../../model/kit/facts";
import { kitKeyArn } from "../../model/kit/keyStatement";
import { policyQuery } from "../../model/kit/policyQuery";
import { shellWord } from "../../model/text/shellWord";

/** The parts of the script that are the same for everybody, in their order. */
const PARTS = ["frame", "look", "check", "bucket", "apply", "undo", "main"];

/** What IAM's simulator is asked in place of `s3:*`. */
const OF_EVERYTHING = {
  bucket: ["s3:ListBucket"],
  objects: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
};

/**
 * `aws-cli.sh`: POSIX sh around the AWS CLI. It reads the documents beside it, and compares what is there with the same
 * documents, written as questions for `--query`, since a customer's machine may have no parser of JSON.
 */
export function awsCliScript(facts: KitFacts): string {
  const constants = Object.entries(constantsOf(facts)).map(([name, value]) => `${name}=${shellWord(value)}`);
  const parts = PARTS.map((part) => readFileSync(join(__dirname, "script", `${part}.sh`), "utf8"));
  const opening = [
    "#!/bin/sh",
    "# The way for an Aspera server to one bucket, by the AWS CLI. README.md beside this says what it grants and why.",
    "# shellcheck disable=SC2016 # Backticks in single quotes: JMESPath's literals.",
    ...constants,
  ];
  return [`${opening.join("\n")}\n`, ...parts].join("\n");
}

function constantsOf(facts: KitFacts): Readonly<Record<string, string>> {
  const { role, s3, serverRole, tags, region, maxSessionDuration, permissionsBoundary = "" } = facts;
  const trust = policyQuery(kitTrust(facts, HIDDEN), HIDDEN);
  const { Statement } = kitRights(facts);
  const bucket = bucketArn(s3.partition, s3.bucket);
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return {
    ACCOUNT: role.account,
    REGION: region,
    ROLE_NAME: role.name,
    ROLE_PATH: role.path,
    ROLE_ARN: roleArn(role),
    DESCRIPTION: BUCKET_ROLE_DESCRIPTION,
    MAX_SESSION: String(maxSessionDuration),
    BOUNDARY: permissionsBoundary,
    TAGS: list.length > 0 ? JSON.stringify(list) : "",
    POLICY_NAME: RIGHTS_POLICY,
    SERVER_ROLE_ARN: serverRole.arn,
    SERVER_ACCOUNT: accountOfArn(serverRole.arn),
    BUCKET: s3.bucket,
    BUCKET_ARN: bucket,
    OBJECTS_ARN: bucketArn(s3.partition, s3.bucket, `${s3.fullAccess ? "" : s3.prefix}aspera`),
    BUCKET_ACTIONS: actionsOn(Statement, (arn) => arn === bucket, OF_EVERYTHING.bucket),
    OBJECT_ACTIONS: actionsOn(Statement, (arn) => arn.startsWith(`${bucket}/`), OF_EVERYTHING.objects),
    KEY_ARN: kitKeyArn(facts) ?? "",
    STACK_NAME: cloudFormationStackName(facts),
    TRUST_IS_OURS: `length(not_null(Statement[?Sid && starts_with(Sid, \`"${serverRoleSid("")}"\`)], \`[]\`)) > \`0\``,
    TRUST_SAYS: trust,
    RIGHTS_SAY: policyQuery(kitRights(facts)),
  };
}

/** The actions on what `fits`, as words of a shell. */
function actionsOn(
  statements: readonly Statement[],
  fits: (arn: string) => boolean,
  everything: readonly string[],
): string {
  const on = statements.filter(({ Resource }) => [Resource ?? []].flat().some(fits));
  const actions = on.flatMap(({ Action }) => (Action === "s3:*" ? everything : [Action].flat()));
  return [...new Set(actions)].sort().join(" ");
}
