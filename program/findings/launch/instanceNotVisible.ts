import { finding } from "../../../model/findings/finding";

interface Facts {
  /** What AWS answered. */
  readonly reason: string;
}

export const instanceNotVisible = finding<Facts>({
  code: "launch-instance-not-visible",
  owner: "server account",
  transient: false,
  unseen: true,
  text: ({ reason }) => `the instance that this stack launched cannot be looked at: ${reason}`,
  hint: () =>
    "let the credentials of aspera:serverAccount use ec2:DescribeInstances, ec2:DescribeVolumes and ec2:DescribeInstanceAttribute",
  meaning:
    "Until it can be looked at, no preview says beforehand that a change would replace the running server. The instance is still " +
    "protected in the stack, unless the settings say `allowReplace: true`.",
  example: { reason: "UnauthorizedOperation" },
});
