import { finding } from "../../../model/findings/finding";
import { listFit } from "../../../model/text/listFit";

interface Facts {
  readonly bucket: string;
  /** What anybody may do, one text a statement. */
  readonly open: readonly string[];
}

export const bucketOpenToAnybody = finding<Facts>({
  code: "access-bucket-open-to-anybody",
  owner: "bucket account",
  transient: false,
  text: ({ bucket, open }) => `the policy of bucket ${bucket} lets anybody do ${listFit(open, "; ")}`,
  hint: ({ bucket }) =>
    `take those statements out of the policy, or name in them who is meant: \`aws s3api get-bucket-policy --bucket ${bucket}\` ` +
    "shows it; no stack makes or changes it",
  meaning:
    "What customers deliver can be read, or replaced, without Aspera and without a role. It counts as long as no public " +
    "access block, of the bucket or of its account, keeps the world out.",
  example: { bucket: "acme-media", open: ["s3:GetObject on arn:aws:s3:::acme-media/*"] },
});
