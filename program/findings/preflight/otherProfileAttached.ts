import { finding } from "../../../model/findings/finding";

interface Facts {
  /** Name of the instance profile. */
  readonly profile: string;
  /** Name of the one that is attached. */
  readonly other: string;
  readonly instanceId: string;
  /** The step that replaces it, or corrects the settings. */
  readonly replace: string;
  /** Whether this stack makes the role: where another does, its name may be misspelt. */
  readonly ours: boolean;
}

export const otherProfileAttached = finding<Facts>({
  code: "preflight-other-profile-attached",
  owner: "server account",
  transient: false,
  text: ({ profile, other, instanceId }) =>
    `instance ${instanceId} carries instance profile ${other}, not ${profile}`,
  hint: ({ replace, ours }) =>
    ours ? `check that nothing needs the other one, and after \`pulumi up\` ${replace}` : replace,
  meaning:
    "An instance carries one profile. Whatever uses the other one loses its rights when it is replaced; until then the server " +
    "does not have the role that customers trust.",
  example: {
    profile: "aspera-server",
    other: "ssm-only",
    instanceId: "i-0123456789abcdef0",
    ours: true,
    replace:
      "replace the other instance profile of the server: aws ec2 replace-iam-instance-profile-association --region " +
      "us-east-1 --association-id ASSOCIATION_ID --iam-instance-profile Name=aspera-server",
  },
});
