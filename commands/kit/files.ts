import { stringify } from "yaml";
import { kitDeployerRights } from "../../model/access/kitRights";
import { cloudFormationStackName, cloudFormationTemplate } from "../../model/kit/cloudFormation";
import { kitRights, kitTrust } from "../../model/kit/documents";
import type { KitFacts } from "../../model/kit/facts";
import { kitKeyArn } from "../../model/kit/keyStatement";
import { terraformConfiguration, terraformVariables } from "../../model/kit/terraform";
import { readmePage } from "./page";
import { kitReadme } from "./readme/readme";
import { awsCliScript } from "./script";

/** One file of a kit. */
export interface KitFile {
  /** Path inside the kit's folder. */
  readonly path: string;
  readonly text: string;
  /** True where the external ID stands in it. */
  readonly secret?: true;
}

/**
 * Every file of a customer's kit. The external ID stands in three of them and nowhere else: where people and the script read
 * it, in the trust as IAM takes it, and in Terraform's values.
 * @param templateUrl where the operator put `cloudformation.yaml` for the console; default: nowhere.
 */
export function kitFiles(facts: KitFacts, externalId: string, templateUrl?: string): KitFile[] {
  const readme = kitReadme(facts, templateUrl);
  const place = {
    role: facts.role,
    bucket: facts.s3.bucket,
    region: facts.region,
    cloudFormationStack: cloudFormationStackName(facts),
    kmsKeyArn: kitKeyArn(facts),
  };
  return [
    { path: "README.md", text: readme },
    { path: "README.html", text: readmePage(facts, readme) },
    { path: "cloudformation.yaml", text: yaml(cloudFormationTemplate(facts)) },
    { path: "terraform/main.tf.json", text: json(terraformConfiguration(facts)) },
    { path: "terraform/terraform.tfvars.json", text: json(terraformVariables(externalId)), secret: true },
    { path: "aws-cli.sh", text: awsCliScript(facts) },
    { path: "external-id.txt", text: `${externalId}\n`, secret: true },
    { path: "trust-policy.json", text: json(kitTrust(facts, externalId)), secret: true },
    { path: "rights-policy.json", text: json(kitRights(facts)) },
    { path: "deployer-rights.json", text: json(kitDeployerRights(place)) },
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** YAML 1.1, which CloudFormation reads: dates, account ids and words such as `on` are quoted. No line is folded. */
function yaml(value: unknown): string {
  return stringify(value, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
}
