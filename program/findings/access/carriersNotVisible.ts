import { finding } from "../../../model/findings/finding";

interface Facts {
  /** Name of the instance profile. */
  readonly instanceProfile: string;
  /** What AWS answered. */
  readonly reason: string;
}

export const carriersNotVisible = finding<Facts>({
  code: "access-carriers-not-visible",
  owner: "server account",
  transient: false,
  unseen: true,
  text: ({ instanceProfile, reason }) =>
    `who carries instance profile ${instanceProfile} is not visible from here: ${reason}`,
  hint: () => "let the credentials of aspera:serverAccount use ec2:DescribeInstances",
  meaning:
    "Until they can be listed, nobody sees whether another machine has the server role, and whether the server's metadata " +
    "service gives it away.",
  example: { instanceProfile: "aspera-server", reason: "UnauthorizedOperation" },
});
