import { accountOfArn, roleArn } from "../../../model/aws/arn";
import { kitRights } from "../../../model/kit/documents";
import { bucketPolicyExemption, resourceControlExemption } from "../../../model/kit/exemptions";
import type { KitFacts } from "../../../model/kit/facts";
import { keyStatement, kitKeyArn } from "../../../model/kit/keyStatement";
import { deleteStackLine, watchLines } from "./commands";
import { canDo, cannotDo, placeOf } from "./grants";
import { block, code, jsonBlock } from "./markdown";

const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join("\n");

/** What is granted and to whom, and why it is safe to. */
export function grantSections(facts: KitFacts): string[] {
  const { serverRole, s3, role } = facts;
  return [
    "## What is granted, and to whom",
    `One role of account ${code(accountOfArn(serverRole.arn))} may assume ${code(role.name)}: ${code(serverRole.arn)}. No person, no user, no other role and no account as a whole. The role can be used in ${placeOf(s3)} and nowhere else. The server can`,
    list(canDo(s3)),
    "It cannot",
    list(cannotDo(s3)),
    `The whole of its rights, as in ${code("rights-policy.json")}:`,
    jsonBlock(kitRights(facts)),
    "## Why an external ID",
    `The operator's server works for many companies and may assume a role of each. Whoever can tell it a role's ARN could tell it yours: the server would be the confused deputy of somebody else. So the trust also asks for an ID that the operator minted for you alone, and the server presents it for your transfer user alone. It is in ${code("external-id.txt")}, ${code("trust-policy.json")} and ${code("terraform/terraform.tfvars.json")}, not on this page. It is no password: without the server's own role it opens nothing. Still, do not publish it. AWS describes the pattern under [access to AWS accounts owned by third parties](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html).`,
    `The statement's name, ${code("Sid")}, carries the unique id of the server's role. If that role were deleted and made again, AWS would no longer trust it, and you would get a new kit.`,
  ];
}

/** How to check, watch and revoke. */
export function controlSections(facts: KitFacts): string[] {
  return [
    "## Check it, and watch it",
    `${code("sh aws-cli.sh check")} compares the role with this kit, whichever way it was made, and looks for what would refuse the link. It changes nothing. When the role was last used, and who assumed it:`,
    block("sh", watchLines(facts)),
    `The server shows regularly that the link works. In CloudTrail that is a session ${code("aspera-proof")}, which lists the folder and starts and gives up an upload named ${code("aspera-proof-...")}; now and then it also tries to get in without the external ID and with a wrong one, twice ${code("AccessDenied")}, to show that this is refused.`,
    "## Revoke it",
    "At any time, without asking anybody. AWS asks IAM at each request, so a transfer under way is refused as well. Nothing in the bucket is touched.",
    block(
      "sh",
      [
        "sh aws-cli.sh undo                 # made by the script or by hand",
        deleteStackLine(facts),
        "terraform -chdir=terraform destroy",
      ].join("\n"),
    ),
  ];
}

/** What the customer's own rules may refuse, and the line that exempts. */
export function exemptionSections(facts: KitFacts): string[] {
  const { role, serverRole } = facts;
  const statement = keyStatement(facts);
  return [
    "## If your own rules refuse it",
    `**A bucket policy with an explicit Deny.** Inside your account the bucket's policy need not allow the role, but a Deny there wins. Add this to the condition of a statement that would deny ${code(roleArn(role))}:`,
    jsonBlock(bucketPolicyExemption(facts)),
    `**A resource control policy** that keeps other organizations out also keeps the server from ${code("sts:AssumeRole")} on your role. Exempt the operator's account in the condition of its statement:`,
    jsonBlock(resourceControlExemption(facts)),
    `Once the server (${code(serverRole.arn)}) has assumed the role it acts as a principal of your own organization.`,
    `**A service control policy or a permissions boundary** must allow what ${code("rights-policy.json")} does. To bound the role by a policy of yours, give ${code("PermissionsBoundary")} to the template, or ${code("PERMISSIONS_BOUNDARY=ARN")} to the script.`,
    "**Blocked public access** may stay as it is: nothing here is public.",
    `**A KMS key of yours.** ${keyWords(facts, statement !== undefined)}`,
    ...(statement ? [jsonBlock(statement)] : []),
  ];
}

function keyWords(facts: KitFacts, used: boolean): string {
  const key = kitKeyArn(facts);
  if (key === undefined)
    return "These rights include no key. If the bucket is encrypted with one, tell the operator its ARN and get a new kit: without it files can be neither written nor read.";
  return used
    ? `The rights include ${code(key)}, through S3 alone. Unless the key's policy leaves it to IAM, add this statement to it:`
    : "These rights neither write nor read files, so they take no key.";
}
