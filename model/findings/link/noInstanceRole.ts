import { shellWord } from "../../text/shellWord";
import { finding } from "../finding";

interface Facts {
  readonly serverRoleArn: string;
  /** Region of the server. */
  readonly region: string;
}

export const noInstanceRole = finding<Facts>({
  code: "link-no-instance-role",
  owner: "server account",
  transient: true,
  text: () => "the server's instance has no IAM role",
  hint({ serverRoleArn, region }) {
    const name = serverRoleArn.split("/").at(-1) ?? serverRoleArn;
    return (
      `attach the instance profile of role ${name}: \`aws ec2 associate-iam-instance-profile --region ${shellWord(region)} ` +
      `--instance-id INSTANCE_ID --iam-instance-profile Name=${shellWord(name)}\``
    );
  },
  meaning:
    "Without an instance profile the server has no AWS identity, so every customer's transfers to S3 fail. A profile that " +
    "was just attached takes some seconds to show.",
  example: { serverRoleArn: "arn:aws:iam::111122223333:role/aspera-server", region: "us-east-1" },
});
