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
  /** Set in a customer's stack. */
  readonly transferUser?: string;
}

/** What a person does after `up`, in order; each step can be pasted or read aloud. */
export function nextSteps(facts: NextStepsFacts): string[] {
  const steps: string[] = [];
  if (facts.attachment !== "attached") {
    const command = [
      "aws ec2 associate-iam-instance-profile",
      `--region ${facts.region}`,
      ...(facts.cliProfile ? [`--profile ${facts.cliProfile}`] : []),
      `--instance-id ${facts.instanceId ?? "INSTANCE_ID_OF_THE_SERVER"}`,
      `--iam-instance-profile Name=${facts.instanceProfile}`,
    ].join(" ");
    const when = facts.attachment === "not attached" ? "" : "unless the server carries it already, ";
    steps.push(`${when}attach the instance profile to the server: ${command}`);
  }
  if (facts.transferUser)
    steps.push(`transfer a file as ${facts.transferUser}, and look for it in the bucket`);
  else steps.push("bring up a stack per customer; each names this server role in aspera:serverRole");
  return steps;
}
