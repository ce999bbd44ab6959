import { partitionOfRegion } from "../aws/arn";
import { cloudFormationStackName } from "./cloudFormation";
import type { KitFacts } from "./facts";

/** Where the console is, by partition (AWS, "Service endpoints" of each). */
const CONSOLES: Readonly<Record<string, string>> = {
  aws: "console.aws.amazon.com",
  "aws-us-gov": "console.amazonaws-us-gov.com",
  "aws-cn": "console.amazonaws.cn",
};

/**
 * The link that opens CloudFormation's console with the template filled in. The external ID cannot be part of it: the console
 * ignores `NoEcho` parameters in a link (CloudFormation User Guide, "Create quick-create links").
 * @param templateUrl where the operator put `cloudformation.yaml`: an address of S3.
 * @returns undefined in a partition whose console is not known to us.
 */
export function quickCreateLink(facts: KitFacts, templateUrl: string): string | undefined {
  const console = CONSOLES[partitionOfRegion(facts.region)];
  if (console === undefined) return undefined;
  const { region } = facts;
  const query = new URLSearchParams({ templateURL: templateUrl, stackName: cloudFormationStackName(facts) });
  return `https://${region}.${console}/cloudformation/home?region=${region}#/stacks/quickcreate?${query}`;
}
