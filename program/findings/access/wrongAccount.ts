import { finding } from "../../../model/findings/finding";

interface Facts {
  /** Configuration key of the account: `serverAccount` or `bucketAccount`. */
  readonly key: string;
  /** Account that the settings name. */
  readonly expected: string;
  /** Account that the credentials belong to. */
  readonly got: string;
  /** Who AWS says they are. */
  readonly arn: string;
}

export const wrongAccount = finding<Facts>({
  code: "access-wrong-account",
  owner: "operator",
  transient: false,
  text: ({ key, expected, got, arn }) =>
    `the credentials of aspera:${key} belong to account ${got} (${arn}), not to ${expected}`,
  hint: ({ key }) => `correct \`profile\`, \`assumeRole\` or \`id\` of aspera:${key}`,
  meaning:
    "The AWS provider refuses every account but the one that is named, so `pulumi up` would stop before it makes anything.",
  example: {
    key: "bucketAccount",
    expected: "444455556666",
    got: "111122223333",
    arn: "arn:aws:iam::111122223333:user/deployer",
  },
});
