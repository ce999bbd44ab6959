import { finding } from "../../../model/findings/finding";

interface Facts {
  /** Name of the instance profile. */
  readonly profile: string;
  /** The server's instance, where the settings name it. */
  readonly instanceId?: string;
  /** The step that attaches it. */
  readonly attach: string;
}

export const profileNotAttached = finding<Facts>({
  code: "preflight-profile-not-attached",
  owner: "server account",
  transient: true,
  text: ({ profile, instanceId }) =>
    instanceId === undefined
      ? `no running instance carries instance profile ${profile}`
      : `instance ${instanceId} carries no instance profile`,
  hint: ({ attach }) => `after \`pulumi up\` has made the role, ${attach}`,
  meaning:
    "The server gets its AWS identity from the profile. Until it is attached, the link cannot be proven and `pulumi up` does " +
    "not switch the docroot.",
  example: {
    profile: "aspera-server",
    instanceId: "i-0123456789abcdef0",
    attach:
      "attach the instance profile to the server: aws ec2 associate-iam-instance-profile --region us-east-1 " +
      "--instance-id i-0123456789abcdef0 --iam-instance-profile Name=aspera-server",
  },
});
