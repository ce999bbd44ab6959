import { type LooseStatement, listed } from "../../model/access/readStatements";
import { type Resource, ROLE, type Rule } from "../reading/rule";
import { allowing, statementsOf } from "../reading/statements";

/** What a link consists of: assuming a role, using a bucket, using its key. */
const OF_A_LINK = /^(?:s3|sts|kms):/i;
/** IAM User Guide, "IAM JSON policy elements: Resource": `*` is any characters, `?` any one. */
const WILDCARD = /[*?]/;
/** The objects of one bucket that is named in full. */
const KEYS_OF_A_BUCKET = /^arn:[^:*?]+:s3:::[^*?/]+\//;

/** Rights on one bucket and on one role, each by name. */
export const roleWildcard: Rule = {
  name: "role-wildcard",
  severity: "high",
  description: "A policy that grants S3, STS or KMS names each action, bucket, role and key.",
  why: "A wildcard grants what AWS adds next year, and what somebody makes under a fitting name; s3:ListAllMyBuckets, which takes no other resource than all, is of no use to a docroot.",
  mend: "List the actions, and the ARN of the one bucket, role or key. A wildcard may stand among the keys of a bucket's objects.",
  types: ["aws:iam/rolePolicy:RolePolicy", "aws:iam/policy:Policy", ROLE],
  violations: (resource) =>
    policiesOf(resource).flatMap(([property, value]) => {
      const read = statementsOf(property, value);
      if ("unreadable" in read) return [read.unreadable];
      return allowing(read.statements).flatMap(({ said, statement }) =>
        wildcards(statement).map((what) => `expected names, got ${what} in ${said} of ${property}`),
      );
    }),
};

function policiesOf({ type, props }: Resource): (readonly [string, unknown])[] {
  if (type !== ROLE) return [["policy", props.policy]];
  return listed(props.inlinePolicies).map((one) => {
    const { name, policy } = one as { readonly name?: unknown; readonly policy?: unknown };
    return [`inlinePolicies ${name ?? ""}`.trim(), policy];
  });
}

function wildcards({ Action, NotAction, Resource: resources, NotResource }: LooseStatement): string[] {
  const actions = listed(Action).map(String);
  // What is of no link is another rule's; a wildcard in a service's name may be of one.
  const concerned = actions.filter((action) => OF_A_LINK.test(action) || WILDCARD.test(serviceOf(action)));
  if (concerned.length === 0 && NotAction === undefined) return [];
  return [
    ...(NotAction === undefined ? [] : ["NotAction"]),
    ...concerned.filter((action) => WILDCARD.test(action)).map((action) => `action ${action}`),
    ...(NotResource === undefined ? [] : ["NotResource"]),
    ...listed(resources)
      .map(String)
      .filter((arn) => WILDCARD.test(withoutKeys(arn)))
      .map((arn) => `resource ${arn}`),
  ];
}

function serviceOf(action: string): string {
  return action.split(":")[0] ?? "";
}

function withoutKeys(arn: string): string {
  return KEYS_OF_A_BUCKET.exec(arn)?.[0] ?? arn;
}
