import { finding } from "../../../model/findings/finding";

interface Facts {
  /** Name of the instance profile. */
  readonly profile: string;
  /** What AWS answered. */
  readonly reason: string;
  /** The step that attaches it. */
  readonly attach: string;
}

export const profileNotVisible = finding<Facts>({
  code: "preflight-profile-not-visible",
  owner: "server account",
  transient: false,
  unseen: true,
  text: ({ profile, reason }) =>
    `cannot look up whether the server carries instance profile ${profile}: ${reason}`,
  hint: ({ attach }) =>
    "let the credentials of aspera:serverAccount use ec2:DescribeInstances; unless the server carries it already, after " +
    `\`pulumi up\` ${attach}`,
  meaning: "The proof of the link shows it as well, once `pulumi up` runs: without the profile it fails.",
  example: {
    profile: "aspera-server",
    reason: "UnauthorizedOperation",
    attach:
      "attach the instance profile to the server: aws ec2 associate-iam-instance-profile --region us-east-1 " +
      "--instance-id i-0123456789abcdef0 --iam-instance-profile Name=aspera-server",
  },
});
