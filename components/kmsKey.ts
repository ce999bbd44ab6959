import * as pulumi from "@pulumi/pulumi";
import { kmsKeyFault, kmsKeyMisfit } from "../model/access/kmsKey";
import { refusal } from "./refusal";

/**
 * The ARN of a bucket's KMS key as it was given, once it is known to be one, and of the bucket's region where that is known.
 * @throws RunError at once where all of it is plain text; otherwise the output fails as soon as it is known.
 */
export function checkedKmsKey({
  kmsKeyArn,
  region,
}: {
  readonly kmsKeyArn?: pulumi.Input<string>;
  readonly region?: pulumi.Input<string>;
}): pulumi.Input<string> | undefined {
  if (kmsKeyArn === undefined) return undefined;
  if (typeof kmsKeyArn === "string" && (region === undefined || typeof region === "string")) {
    confirm(kmsKeyArn, region);
    return kmsKeyArn;
  }
  return pulumi.all([kmsKeyArn, region]).apply(([arn, place]) => {
    // An output may turn out to be none.
    if (arn !== undefined) confirm(arn, place);
    return arn;
  });
}

function confirm(arn: string, region: string | undefined): void {
  const fault = region === undefined ? kmsKeyFault(arn) : kmsKeyMisfit(arn, { region });
  if (!fault) return;
  const { expected, got = JSON.stringify(arn), hint } = fault;
  throw refusal(`kmsKeyArn: expected ${expected}, got ${got}\nhint: ${hint}`);
}
