import { found } from "../../model/findings/finding";
import type { AwsAccount } from "../../program/aws/account";
import { type Carrier, carriers } from "../../program/aws/instances";
import { reasonOf } from "../../program/aws/reason";
import { otherProfileAttached } from "../../program/findings/preflight/otherProfileAttached";
import { profileNotAttached } from "../../program/findings/preflight/profileNotAttached";
import { profileNotVisible } from "../../program/findings/preflight/profileNotVisible";
import { nextSteps } from "../../program/server/nextSteps";
import type { Settings } from "../../program/settings";
import { type CheckResult, note, ok } from "./result";

const CHECK = "instance profile";

/** Whether the server's instance carries the profile. It may be attached after `up`, so this never stands in the way. */
export async function profileCheck(
  settings: Settings,
  account: Pick<AwsAccount, "ec2">,
): Promise<CheckResult> {
  const { serverAccount, serverRole, launch } = settings;
  const { name: profile } = serverRole;
  if (launch) return ok(CHECK, `${profile}, on the instance that up launches`);
  const instanceId = settings.server?.instanceId;
  const step = (attachment: "not attached" | "another is attached") => {
    const { region, profile: cliProfile } = serverAccount;
    const [first = ""] = nextSteps({
      attachment,
      instanceProfile: profile,
      region,
      cliProfile,
      instanceId,
      madeElsewhere: !serverRole.create,
    });
    return first;
  };
  try {
    const instances = await carriers(account, instanceId);
    const carrying = instances.filter((one) => profileOf(one) === profile);
    if (carrying.length > 0) return ok(CHECK, `${profile} on ${carrying.map(({ id }) => id).join(", ")}`);
    const [named] = instanceId ? instances : [];
    const other = named && profileOf(named);
    if (other && instanceId) {
      const replace = step("another is attached");
      const ours = serverRole.create;
      return note(CHECK, found(otherProfileAttached, { profile, other, instanceId, replace, ours }));
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

function profileOf({ profileArn }: Carrier): string | undefined {
  return profileArn?.split("/").at(-1);
}
