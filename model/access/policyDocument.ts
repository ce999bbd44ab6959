/**
 * The shape of IAM's JSON policies. `Text` is `string` in tests and `pulumi.Input<string>` in components, so that
 * one pure function serves both and no document is put together inside an `apply`.
 */
export interface PolicyDocument<Text = string> {
  readonly Version: "2012-10-17";
  readonly Statement: Statement<Text>[];
}

/** One statement of a policy; only what this project says: it allows, it never denies. */
export interface Statement<Text = string> {
  readonly Sid: Text;
  readonly Effect: "Allow";
  /** Trust policies only: who may assume the role. */
  readonly Principal?: { readonly AWS: Text } | { readonly Service: string };
  readonly Action: string | string[];
  /** Permission policies only. */
  readonly Resource?: Text | Text[];
  /** Condition operator, then condition key, then the values of which one must match. */
  readonly Condition?: Record<string, Record<string, Text | Text[]>>;
}

/** A document of the given statements, in IAM's current policy language. */
export function policyDocument<Text>(...statements: Statement<Text>[]): PolicyDocument<Text> {
  return { Version: "2012-10-17", Statement: statements };
}
