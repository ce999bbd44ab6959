import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  /** Configuration key of the account: `serverAccount` or `bucketAccount`. */
  readonly key: string;
  readonly account: string;
  /** Profile of the AWS configuration files; left out for the environment's credentials. */
  readonly profile?: string;
  /** What AWS or the SDK said. */
  readonly reason: string;
}

export const noCredentials = finding<Facts>({
  code: "access-no-credentials",
  owner: "operator",
  transient: false,
  text: ({ account, profile, reason }) =>
    `cannot log in to account ${account} with ${profile ? `profile ${profile}` : "the environment's credentials"}: ${reason}`,
  hint: ({ key, profile }) =>
    `get \`aws sts get-caller-identity${profile ? ` --profile ${shellWord(profile)}` : ""}\` to work on this machine, ` +
    `or correct \`profile\` or \`assumeRole\` of aspera:${key}`,
  meaning:
    "Without credentials for an account, `pulumi up` can neither look at anything in it nor make anything.",
  example: {
    key: "bucketAccount",
    account: "444455556666",
    profile: "acme",
    reason: "The SSO session associated with this profile has expired",
  },
});
