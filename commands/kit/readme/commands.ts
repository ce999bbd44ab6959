import { cloudFormationStackName, EXTERNAL_ID } from "../../../model/kit/cloudFormation";
import type { KitFacts } from "../../../model/kit/facts";
import { shellWord } from "../../../model/text/shellWord";

/**
 * The line that deploys the template. It reads the external ID from its file: version 1 of the AWS CLI takes parameters on
 * its command line alone.
 */
export function deployLine(facts: KitFacts): string {
  return [
    "aws cloudformation deploy",
    `--region ${shellWord(facts.region)}`,
    `--stack-name ${cloudFormationStackName(facts)}`,
    "--template-file cloudformation.yaml --capabilities CAPABILITY_NAMED_IAM",
    `--parameter-overrides "${EXTERNAL_ID}=$(cat external-id.txt)"`,
  ].join(" \\\n  ");
}

/** The line that takes it away again. */
export function deleteStackLine(facts: KitFacts): string {
  return `aws cloudformation delete-stack --region ${shellWord(facts.region)} --stack-name ${cloudFormationStackName(facts)}`;
}

/** When the role was last used, and by whom it was assumed: for the customer's own eyes. */
export function watchLines({ role, region }: KitFacts): string {
  return [
    `aws iam get-role --role-name ${shellWord(role.name)} --query Role.RoleLastUsed`,
    `aws cloudtrail lookup-events --region ${shellWord(region)} \\\n  --lookup-attributes AttributeKey=EventName,AttributeValue=AssumeRole`,
  ].join("\n");
}
