import type * as pulumi from "@pulumi/pulumi";
import { partitionOfArn, partitionOfRegion } from "../model/aws/arn";
import { refusal } from "./refusal";

/**
 * Refuses what belongs to another AWS partition than the server: no role trusts, and no right reaches, across partitions (IAM
 * User Guide, "AWS JSON policy elements: Principal"). What is not known yet is left to AWS, which refuses it too.
 * @param region region of the server.
 * @param arns by the names of the arguments.
 * @throws RunError for the first that is of another one.
 */
export function confirmPartition(
  what: string,
  region: pulumi.Input<string>,
  arns: Readonly<Record<string, pulumi.Input<string> | undefined>>,
): void {
  if (typeof region !== "string") return;
  const partition = partitionOfRegion(region);
  for (const [name, arn] of Object.entries(arns)) {
    if (typeof arn !== "string" || partitionOfArn(arn) === partition) continue;
    throw refusal(
      `${what}: expected ${name} in partition ${partition}, that of region ${region}, got one in ${partitionOfArn(arn)}\n` +
        `hint: give what belongs to ${partition}; AWS lets no role of one partition use anything of another`,
    );
  }
}
