import { DescribeInstancesCommand, type EC2Client, type Instance } from "@aws-sdk/client-ec2";
import { found } from "../../model/findings/finding";
import { otherProfileAttached } from "../../program/findings/preflight/otherProfileAttached";
import { profileNotAttached } from "../../program/findings/preflight/profileNotAttached";
import { profileNotVisible } from "../../program/findings/preflight/profileNotVisible";
import { nextSteps } from "../../program/server/nextSteps";
import type { Settings } from "../../program/settings";
import { type CheckResult, note, ok, reasonOf } from "./result";

const CHECK = "instance profile";

/** Whether the server's instance carries the profile. It may be attached after `up`, so this never stands in the way. */
export async function profileCheck(settings: Settings, ec2: EC2Client): Promise<CheckResult> {
  const { serverAccount, serverRole, launch } = settings;
  const { name: profile } = serverRole;
  if (launch) return ok(CHECK, `${profile}, on the instance that up launches`);
  const instanceId = settings.server?.instanceId;
  const step = (attachment: "not attached" | "another is attached") => {
    const { region, profile: cliProfile } = serverAccount;
    const [first = ""] = nextSteps({ attachment, instanceProfile: profile, region, cliProfile, instanceId });
    return first;
  };
  try {
    const instances = await running(ec2, instanceId);
    const carriers = instances.filter((one) => profileOf(one) === profile);
    if (carriers.length > 0)
      return ok(CHECK, `${profile} on ${carriers.map(({ InstanceId }) => InstanceId).join(", ")}`);
    const [named] = instanceId ? instances : [];
    const other = named && profileOf(named);
    if (other && instanceId) {
      const replace = step("another is attached");
      return note(CHECK, found(otherProfileAttached, { profile, other, instanceId, replace }));
    }
    return note(
      CHECK,
      found(profileNotAttached, { profile, instanceId: named && instanceId, attach: step("not attached") }),
    );
  } catch (error) {
    const facts = { profile, reason: reasonOf(error), attach: step("not attached") };
    return note(CHECK, found(profileNotVisible, facts));
  }
}

async function running(ec2: EC2Client, instanceId: string | undefined): Promise<Instance[]> {
  const { Reservations = [] } = await ec2.send(
    new DescribeInstancesCommand({
      ...(instanceId && { InstanceIds: [instanceId] }),
      Filters: [{ Name: "instance-state-name", Values: ["running"] }],
    }),
  );
  return Reservations.flatMap(({ Instances = [] }) => Instances);
}

function profileOf({ IamInstanceProfile }: Instance): string | undefined {
  return IamInstanceProfile?.Arn?.split("/").at(-1);
}
