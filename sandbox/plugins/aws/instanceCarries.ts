import {
  AssociateIamInstanceProfileCommand,
  DescribeIamInstanceProfileAssociationsCommand,
  ReplaceIamInstanceProfileAssociationCommand,
} from "@aws-sdk/client-ec2";
import { GetInstanceProfileCommand } from "@aws-sdk/client-iam";
import type { AwsContext } from "./context";
import { doing, failure, unlessMissing } from "./errors";

/** Refuses a profile that does not exist, as AWS does; the emulator would accept it. */
export async function expectProfile(name: string, context: AwsContext): Promise<void> {
  const found = await unlessMissing(
    `reading IAM Instance Profile (${name})`,
    context.iam().send(new GetInstanceProfileCommand({ InstanceProfileName: name })),
  );
  if (found) return;
  throw failure(
    "creating EC2 Instance",
    `api error InvalidParameterValue: Value (${name}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name`,
  );
}

/** Gives a running instance its first profile, or another one. */
export async function carryProfile(instance: string, profile: string, context: AwsContext): Promise<void> {
  await expectProfile(profile, context);
  const what = `updating EC2 Instance (${instance}) instance profile`;
  const ec2 = context.ec2();
  const Filters = [{ Name: "instance-id", Values: [instance] }];
  const describe = new DescribeIamInstanceProfileAssociationsCommand({ Filters });
  const { IamInstanceProfileAssociations: all = [] } = await doing(what, ec2.send(describe));
  const AssociationId = all.find(({ InstanceId }) => InstanceId === instance)?.AssociationId;
  const IamInstanceProfile = { Name: profile };
  await doing(
    what,
    AssociationId
      ? ec2.send(new ReplaceIamInstanceProfileAssociationCommand({ AssociationId, IamInstanceProfile }))
      : ec2.send(new AssociateIamInstanceProfileCommand({ InstanceId: instance, IamInstanceProfile })),
  );
}
