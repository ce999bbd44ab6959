import { finding } from "../../../model/findings/finding";
import { listFit } from "../../../model/text/listFit";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  /** Name of the instance profile. */
  readonly instanceProfile: string;
  /** Those that carry it beside the server; all, where nobody says which the server is. */
  readonly instanceIds: readonly string[];
  /** The server, where that is known. */
  readonly serverId?: string;
  readonly region: string;
  /** Profile of the AWS configuration files; left out for the environment's credentials. */
  readonly profile?: string;
}

export const profileOnOtherInstances = finding<Facts>({
  code: "access-profile-on-other-instances",
  owner: "server account",
  transient: false,
  text: ({ instanceProfile, instanceIds, serverId }) =>
    serverId === undefined
      ? `instance profile ${instanceProfile} is carried by ${instanceIds.length} instances: ${listFit(instanceIds, ", ")}`
      : `instance profile ${instanceProfile} is carried by ${listFit(instanceIds, ", ")}, beside server ${serverId}`,
  hint: ({ instanceIds, serverId, region, profile }) =>
    [
      ...(serverId === undefined ? ["name the server in aspera:server.instanceId"] : []),
      "what is no Aspera server of these customers must not carry it: `aws ec2 describe-iam-instance-profile-associations " +
        `--region ${shellWord(region)}${profile === undefined ? "" : ` --profile ${shellWord(profile)}`} ` +
        `--filters Name=instance-id,Values=${instanceIds.map(shellWord).join(",")}\` tells the association, which ` +
        "`aws ec2 disassociate-iam-instance-profile --association-id` ends",
    ].join("\n"),
  meaning:
    "Whatever carries the profile has the server role, and with it every customer's bucket. A cluster of servers carries it " +
    "with good reason, and this is said all the same.",
  example: {
    instanceProfile: "aspera-server",
    instanceIds: ["i-0fedcba9876543210"],
    serverId: "i-0123456789abcdef0",
    region: "us-east-1",
    profile: "operator",
  },
});
