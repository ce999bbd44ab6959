import type { Statement } from "../../model/access/policyDocument";
import { shellWord } from "../../model/text/shellWord";
import type { ProfileAttachment } from "./profileAttachment";

/** What the sentence is made of. */
export interface NextStepsFacts {
  readonly attachment: ProfileAttachment;
  /** Name of the instance profile. */
  readonly instanceProfile: string;
  /** Region of the server. */
  readonly region: string;
  /** AWS CLI profile of the server account, when the settings name one. */
  readonly cliProfile?: string;
  /** The server's instance, when the settings name it. */
  readonly instanceId?: string;
  /** True where another stack makes the server role: the settings may name the wrong one. Default false. */
  readonly madeElsewhere?: boolean;
  /** The stack whose launched server has no pinned host key yet. */
  readonly awaitsHostKey?: string;
  /** The stack without a customer that launched the server. */
  readonly launchedBy?: string;
  /** Set in a customer's stack. */
  readonly transferUser?: string;
  /** What to do about a link that was not proven; left out for one that stands. */
  readonly fixLink?: string;
  /** Whom a link waits for that has never stood, and what they need to know; left out for every other. */
  readonly awaited?: AwaitedRole;
  /** What is still allowed for a former docroot, in words; default nothing. */
  readonly stillAllowed?: readonly string[];
  /** What the policy of the bucket's KMS key must say, where there is such a key. */
  readonly keyStatement?: { readonly kmsKeyArn: string; readonly statement: Statement };
}

const BRING_UP = "bring up a stack per customer; each names this server role in aspera:serverRole";

/** Whoever replaced the profile of a server that others use would cut all of its customers off for a misspelt name. */
const CORRECT_ROLE =
  "the server carries another instance profile, whose role its customers trust: correct `name` in aspera:serverRole";

/** The role that the owner of the bucket account has still to make. */
export interface AwaitedRole {
  /** Id of the bucket account. */
  readonly account: string;
  /** This stack, which holds the external ID. */
  readonly stack: string;
}

function awaitedSteps({ account, stack }: AwaitedRole): string[] {
  return [
    `send the owner of account ${account} their invitation: npm run customer -- invite ${shellWord(stack)} writes it, ` +
      "npm run customer -- accept FILE takes it",
    `or, where they have no Pulumi, send a kit: npm run kit -- --stack ${shellWord(stack)} --out ${shellWord(`${stack}-kit`)}`,
    "`pulumi up` again once they have made it: it proves the link and switches the docroot; nothing is switched before",
  ];
}

/** What the owner of a KMS key has to do. */
export function keyStatementStep(kmsKeyArn: string, statement: Statement): string {
  return (
    `unless the policy of ${kmsKeyArn} leaves it to IAM who may use the key, have the key's owner add this statement to it: ` +
    JSON.stringify(statement)
  );
}

/** What a person does after `up`, in order; each step can be pasted or read aloud. */
export function nextSteps(facts: NextStepsFacts): string[] {
  const steps: string[] = [];
  if (facts.attachment === "another is attached" && facts.madeElsewhere) steps.push(CORRECT_ROLE);
  else if (facts.attachment !== "attached") {
    const when = facts.attachment === "not visible from here" ? "unless the server carries it already, " : "";
    const verb =
      facts.attachment === "another is attached"
        ? "replace the other instance profile of the server"
        : "attach the instance profile to the server";
    steps.push(`${when}${verb}: ${attachLine(facts)}`);
  }
  if (facts.keyStatement)
    steps.push(keyStatementStep(facts.keyStatement.kmsKeyArn, facts.keyStatement.statement));
  if (facts.awaitsHostKey) {
    steps.push(
      `pin the server's host key: npm run host-key -- --stack ${shellWord(facts.awaitsHostKey)}; then \`pulumi up\` again`,
    );
  } else if (facts.awaited) {
    steps.push(...awaitedSteps(facts.awaited));
  } else if (facts.transferUser && facts.fixLink) {
    steps.push(`fix the link, nothing can be transferred over it yet: ${facts.fixLink}`, "`pulumi up` again");
  } else if (facts.transferUser)
    steps.push(`transfer a file as ${facts.transferUser}, and look for it in the bucket`);
  else if (facts.launchedBy) {
    steps.push(
      `take the server's host key: npm run host-key -- --stack ${shellWord(facts.launchedBy)}; each customer's stack pins it`,
      BRING_UP,
    );
  } else steps.push(BRING_UP);
  const { stillAllowed = [] } = facts;
  if (stillAllowed.length > 0)
    steps.push(
      `then \`pulumi up\` once more: it takes away what the docroot before needed (${stillAllowed.join("; ")})`,
    );
  return steps;
}

/** The line of the AWS CLI; an instance that carries another profile cannot be given a second one. */
function attachLine({ attachment, region, cliProfile, instanceId, instanceProfile }: NextStepsFacts): string {
  const where = `--region ${shellWord(region)}${cliProfile ? ` --profile ${shellWord(cliProfile)}` : ""}`;
  const which = shellWord(instanceId ?? "INSTANCE_ID_OF_THE_SERVER");
  const profile = `--iam-instance-profile Name=${shellWord(instanceProfile)}`;
  if (attachment !== "another is attached")
    return `aws ec2 associate-iam-instance-profile ${where} --instance-id ${which} ${profile}`;
  const association =
    `aws ec2 describe-iam-instance-profile-associations ${where} --filters Name=instance-id,Values=${which} ` +
    "--query 'IamInstanceProfileAssociations[0].AssociationId' --output text";
  return `aws ec2 replace-iam-instance-profile-association ${where} --association-id "$(${association})" ${profile}`;
}
