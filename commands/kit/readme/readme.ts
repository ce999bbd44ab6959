import { accountOfArn, roleArn } from "../../../model/aws/arn";
import type { KitFacts } from "../../../model/kit/facts";
import { quickCreateLink } from "../../../model/kit/quickCreate";
import { deployLine } from "./commands";
import { placeOf } from "./grants";
import { block, code } from "./markdown";
import { controlSections, exemptionSections, grantSections } from "./security";

/** The block of the text that the page draws as a picture. */
export const PICTURE = "text picture";

/**
 * README.md of a kit: first what to paste, then what a security team asks.
 * @param templateUrl where the operator put `cloudformation.yaml` for the console; default: nowhere.
 */
export function kitReadme(facts: KitFacts, templateUrl?: string): string {
  const { role, s3, region } = facts;
  const paragraphs = [
    `# An Aspera server's way to ${s3.bucket}`,
    `This kit makes **one role in your account** ${code(role.account)}. Through it one IBM Aspera server of another company reaches ${placeOf(s3)}, without any key being stored or sent. Choose one of three ways; each makes the same role, ${code(roleArn(role))}, and nothing else. **You send nothing back**: the operator knows the role's name and sees when it is there.`,
    block(
      "sh",
      "sh aws-cli.sh check      # read-only: what is there, what is missing, what would refuse\nsh aws-cli.sh apply\nsh aws-cli.sh check",
    ),
    "or, with CloudFormation,",
    block("sh", deployLine(facts)),
    ...consoleParagraphs(facts, templateUrl),
    "or, with Terraform (the external ID then stands in Terraform's state),",
    block("sh", "terraform -chdir=terraform init\nterraform -chdir=terraform apply"),
    `Whoever applies it needs the rights in ${code("deployer-rights.json")} in account ${code(role.account)} and no others. The bucket must be in ${code(region)}. ${code("trust-policy.json")} and ${code("rights-policy.json")} are the two documents by themselves, for any other way.`,
    block(PICTURE, picture(facts)),
    ...grantSections(facts),
    ...controlSections(facts),
    ...exemptionSections(facts),
    "## What is in this folder",
    FOLDER,
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

const FOLDER = [
  "| file | what it is |",
  "|---|---|",
  "| `README.md`, `README.html` | this page |",
  "| `cloudformation.yaml` | the role as a CloudFormation template; asks for the external ID |",
  "| `terraform/` | the role for Terraform; `terraform.tfvars.json` holds the external ID |",
  "| `aws-cli.sh` | the role by the AWS CLI: `check`, `apply`, `undo` |",
  "| `external-id.txt` | the external ID; only you should read it |",
  "| `trust-policy.json` | who may assume the role; holds the external ID |",
  "| `rights-policy.json` | what the role may do |",
  "| `deployer-rights.json` | what whoever applies this needs |",
  "| `kit.json` | what the operator's program knows the folder by |",
].join("\n");

function consoleParagraphs(facts: KitFacts, templateUrl: string | undefined): string[] {
  const link = templateUrl === undefined ? undefined : quickCreateLink(facts, templateUrl);
  if (link === undefined) return [];
  return [
    `or in the console: [create the stack](${link}), paste the external ID from ${code("external-id.txt")}, and acknowledge that it makes a role.`,
  ];
}

/** The same as the page's picture, in letters. */
function picture({ serverRole, role, s3 }: KitFacts): string {
  return [
    `operator's account ${accountOfArn(serverRole.arn)}`,
    "  Aspera server on EC2",
    `    role ${serverRole.arn}`,
    "      |",
    "      |  sts:AssumeRole, with the external ID",
    "      v",
    `your account ${role.account}`,
    `    role ${roleArn(role)}`,
    "      |",
    `      |  ${s3.fullAccess ? "everything" : s3.access.join(", ")}`,
    "      v",
    `    s3://${s3.bucket}/${s3.fullAccess ? "" : s3.prefix}`,
  ].join("\n");
}
