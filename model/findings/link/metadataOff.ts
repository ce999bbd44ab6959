import { shellWord } from "../../text/shellWord";
import { finding } from "../finding";

interface Facts {
  readonly address: string;
  /** Region of the server. */
  readonly region: string;
}

export const metadataOff = finding<Facts>({
  code: "link-metadata-off",
  owner: "operator",
  transient: false,
  text: ({ address }) => `the instance metadata service at ${address} is off or blocked`,
  hint: ({ address, region }) =>
    `switch it on: \`aws ec2 modify-instance-metadata-options --region ${shellWord(region)} --instance-id INSTANCE_ID ` +
    `--http-endpoint enabled\`; if it is on, let the SSH login reach ${address} through the server's own firewall`,
  meaning:
    "The metadata service hands the server role's credentials to the instance. While it is off, Aspera has none and every " +
    "transfer to S3 fails; if it is only blocked for the SSH login, transfers may work, but nothing can be proven.",
  example: { address: "http://169.254.169.254", region: "us-east-1" },
});
