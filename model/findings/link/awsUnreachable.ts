import { finding } from "../finding";

interface Facts {
  readonly service: "STS" | "S3";
  readonly address: string;
  /** Why, in curl's words. */
  readonly reason: string;
}

export const awsUnreachable = finding<Facts>({
  code: "link-aws-unreachable",
  owner: "server account",
  transient: true,
  text: ({ service, address, reason }) => `the server cannot reach ${service} at ${address}: ${reason}`,
  hint: ({ service, address }) =>
    `give the server a way to that address: route, NAT or a VPC endpoint for ${service}, and egress in its security group; ` +
    `\`curl -sS --noproxy '*' ${address}\` on the server must end without an error`,
  meaning:
    "Aspera needs STS for its credentials and S3 for the files, and uses no proxy for either; without them every transfer to " +
    "the bucket fails.",
  example: { service: "STS", address: "https://sts.us-east-1.amazonaws.com", reason: "no answer in time" },
});
