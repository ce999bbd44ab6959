import { roleArn } from "../../model/aws/arn";
import type { DocrootPlace } from "../../model/docroot/docrootTexts";
import type { KitFacts } from "../../model/kit/facts";
import type { Held } from "../pulumi/stacks";

const DOCROOT = "aspera:index:Docroot";

/** Where the docroot leads that a stack set last; undefined where it set none yet. @param state its secrets in clear. */
export function docrootInUse(state: readonly Held[]): DocrootPlace | undefined {
  const docroot = state.find(({ type }) => type === DOCROOT);
  const held = docroot?.outputs && { ...docroot.inputs, ...docroot.outputs };
  return held && held.waiting !== true ? (held as unknown as DocrootPlace) : undefined;
}

/**
 * What a running docroot would lose when a customer applies this kit: a kit's role trusts one external ID and holds one set of
 * rights. Nothing where the kit makes another role, beside the one in use.
 * @param externalId that of the kit; it is not in what this says.
 */
export function cutOffBy(
  { role, s3 }: KitFacts,
  externalId: string,
  inUse: DocrootPlace | undefined,
): string[] {
  if (inUse?.bucketRoleArn !== roleArn(role)) return [];
  const { bucket, prefix = "" } = inUse;
  const holds = s3.bucket === bucket && (s3.fullAccess || prefix.startsWith(s3.prefix));
  return [
    ...(inUse.externalId === externalId ? [] : ["the external ID that it presents"]),
    ...(holds ? [] : [`its place, ${bucket}/${prefix}`]),
  ];
}

/** @throws for a kit that would cut a running docroot off. */
export function refuseToCutOff(lost: readonly string[]): void {
  if (lost.length === 0) return;
  throw new Error(
    `expected a kit with which transfers go on, got one that takes from the running docroot ${lost.join(" and ")}\n` +
      "hint: give aspera:bucketRole another name too: the kit then makes a second role beside the one in use (docs/kit.md); " +
      "`--cut-off` writes this one all the same, and transfers fail from the customer's apply until your next `pulumi up`",
  );
}
