import { DescribeInstancesCommand, type EC2Client, type Instance } from "@aws-sdk/client-ec2";
import { nextSteps } from "../../components/server/nextSteps";
import type { Settings } from "../../components/settings/types";
import { type Finding, firstLine, note, ok } from "./finding";

/** Whether the server's instance carries the profile. It may be attached after `up`, so this never stands in the way. */
export async function profileCheck(settings: Settings, ec2: EC2Client): Promise<Finding> {
  const check = "instance profile";
  const { serverAccount, serverRole, launch } = settings;
  if (launch) return ok(check, `${serverRole.name}, on the instance that up launches`);
  const server = settings.customer?.server ?? settings.server;
  const [attach = ""] = nextSteps({
    attachment: "not attached",
    instanceProfile: serverRole.name,
    region: serverAccount.region,
    cliProfile: serverAccount.profile,
    instanceId: server?.instanceId,
  });
  try {
    const instances = await running(ec2, server?.instanceId);
    const carriers = instances.filter((one) => profileOf(one) === serverRole.name);
    if (carriers.length > 0)
      return ok(check, `${serverRole.name} on ${carriers.map(({ InstanceId }) => InstanceId).join(", ")}`);
    const [named] = server?.instanceId ? instances : [];
    const other = named && profileOf(named);
    const found = other
      ? `${server?.instanceId} carries ${other}, not ${serverRole.name}`
      : `no running instance carries ${serverRole.name}`;
    return note(check, found, `after up, ${attach}`);
  } catch (error) {
    return note(check, `not visible from here: ${firstLine(error)}`, `after up, ${attach}`);
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
