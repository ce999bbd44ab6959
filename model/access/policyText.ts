/**
 * What IAM allows in a role's policy (PutRolePolicy, `PolicyDocument`: `[\u0009\u000A\u000D\u0020-\u00FF]+`), without the
 * control characters that have no place in a prefix. JSON's escapes are no way around it here: the aws plugin parses a policy
 * and writes it anew before it sends it (terraform-provider-aws verify.LegacyPolicyNormalize, Go's json.Marshal), which
 * leaves letters as they are.
 */
const ALLOWED = /^[ -~\u00a0-\u00ff]*$/u;

/** Whether a text, such as a prefix, may stand in a role's policy. */
export function fitsPolicy(text: string): boolean {
  return ALLOWED.test(text);
}
