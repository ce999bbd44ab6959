import { shellWord } from "../../text/shellWord";
import { finding } from "../finding";
import { type LinkRoles, rightsHolder } from "../rightsHolder";

interface Facts extends LinkRoles {
  readonly bucket: string;
  /** Region of the server, where the bucket must be. */
  readonly region: string;
}

export const bucketMissing = finding<Facts>({
  code: "link-bucket-missing",
  owner: (facts) => rightsHolder(facts).owner,
  transient: false,
  text: ({ bucket }) => `bucket ${bucket} does not exist`,
  hint: ({ bucket, region }) =>
    `check the spelling; if it was deleted, create it again in ${region}, in the same account: ` +
    `\`aws s3 mb ${shellWord(`s3://${bucket}`)} --region ${shellWord(region)}\``,
  meaning:
    "There is nothing to transfer to or from. Anyone may now create a bucket of that name; the rights are bound to the " +
    "owner's account, so a stranger's bucket would get no files.",
  example: {
    serverRoleArn: "arn:aws:iam::111122223333:role/aspera-server",
    bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
    bucket: "acme-media",
    region: "us-east-1",
  },
});
