import { finding } from "../../../model/findings/finding";
import { listFit } from "../../../model/text/listFit";

interface Facts {
  readonly bucket: string;
  /** Empty for the whole bucket. */
  readonly prefix: string;
  /** Name of the rule, where, and when. */
  readonly rules: readonly string[];
}

export const lifecycleDeletes = finding<Facts>({
  code: "access-lifecycle-deletes",
  owner: "bucket account",
  transient: false,
  text: ({ bucket, prefix, rules }) =>
    `the lifecycle of bucket ${bucket} deletes what is transferred to ${prefix === "" ? "it" : prefix}: ${listFit(rules, "; ")}`,
  hint: ({ bucket }) =>
    "see that this is meant, and known to those who transfer: " +
    `\`aws s3api get-bucket-lifecycle-configuration --bucket ${bucket}\` shows it; no stack makes or changes it`,
  meaning:
    "Files disappear by themselves, some hours to years after they came, without a trace in Aspera. Rules that are bound to a " +
    "tag or a size are told, too.",
  example: {
    bucket: "acme-media",
    prefix: "incoming/",
    rules: ["clean-up: below incoming/ after 30 days"],
  },
});
