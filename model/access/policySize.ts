/**
 * What IAM and STS take, in characters; IAM does not count white space (IAM User Guide, "IAM and AWS STS quotas"; STS API
 * Reference, AssumeRole). STS also has a limit for the packed form of a session policy, which nobody can compute beforehand.
 */
export const POLICY_LIMITS = {
  /** All inline policies of one role together. */
  inline: 10_240,
  /** A trust policy; an account may ask AWS for more. */
  trust: 2_048,
  /** A session policy, as it is sent. */
  session: 2_048,
  /** A managed policy, such as one for Pulumi's own credentials. */
  managed: 6_144,
} as const;

/** Characters of a document as IAM counts them. */
export function policySize(document: object | string): number {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  return text.replace(/\s/g, "").length;
}
