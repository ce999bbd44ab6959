import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  readonly instanceId: string;
  /** Whether version 1 is answered: requests without a token. */
  readonly withoutToken: boolean;
  /** Hops that an answer may take; 1 stays on the machine. */
  readonly hopLimit: number;
  readonly region: string;
  /** Profile of the AWS configuration files; left out for the environment's credentials. */
  readonly profile?: string;
}

export const metadataOpen = finding<Facts>({
  code: "access-metadata-open",
  owner: "server account",
  transient: false,
  text: ({ instanceId, withoutToken, hopLimit }) =>
    `instance ${instanceId} gives the server role's credentials away too easily: ` +
    [
      ...(withoutToken ? ["its metadata service answers without a token (IMDSv1)"] : []),
      ...(hopLimit > 1 ? [`its answers may take ${hopLimit} hops, past the machine itself`] : []),
    ].join(", "),
  hint: ({ instanceId, region, profile }) =>
    `\`aws ec2 modify-instance-metadata-options --region ${shellWord(region)}` +
    `${profile === undefined ? "" : ` --profile ${shellWord(profile)}`} --instance-id ${shellWord(instanceId)} ` +
    "--http-tokens required --http-put-response-hop-limit 1`; with Aspera software older than 4.x try a transfer afterwards, " +
    "and take it back should the object storage daemon need version 1",
  meaning:
    "Any program on the server that can be tricked into fetching an address, and with more than one hop any container, then " +
    "obtains the role that reaches every customer's bucket.",
  example: {
    instanceId: "i-0123456789abcdef0",
    withoutToken: true,
    hopLimit: 2,
    region: "us-east-1",
    profile: "operator",
  },
});
