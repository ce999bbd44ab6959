import { shellWord } from "../../text/shellWord";
import { finding } from "../finding";

interface Facts {
  /** ARN of the session that STS sees; empty when it did not say. */
  readonly caller: string;
  readonly serverRoleArn: string;
  /** Region of the server. */
  readonly region: string;
}

export const wrongRole = finding<Facts>({
  code: "link-wrong-role",
  owner: "server account",
  transient: false,
  text: ({ caller, serverRoleArn }) =>
    `the server runs as ${caller || "a role that STS did not name"}, not as ${serverRoleArn}`,
  hint({ serverRoleArn, region }) {
    const name = serverRoleArn.split("/").at(-1);
    return (
      `give the instance the profile of role ${name}: \`aws ec2 describe-iam-instance-profile-associations --region ${shellWord(region)} ` +
      "--filters Name=instance-id,Values=INSTANCE_ID` prints the ASSOCIATION_ID for `aws ec2 " +
      `replace-iam-instance-profile-association --region ${shellWord(region)} --association-id ASSOCIATION_ID ` +
      `--iam-instance-profile Name=${name}\`; a role that was swapped inside its profile takes up to an hour`
    );
  },
  meaning:
    "Customers' bucket roles trust one server role, and this instance carries another, so it reaches none of their buckets.",
  example: {
    caller: "arn:aws:sts::111122223333:assumed-role/other/i-0123456789abcdef0",
    serverRoleArn: "arn:aws:iam::111122223333:role/aspera-server",
    region: "us-east-1",
  },
});
