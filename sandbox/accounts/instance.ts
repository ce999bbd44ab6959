import { DescribeInstancesCommand, type EC2Client, RunInstancesCommand } from "@aws-sdk/client-ec2";
import { INSTANCE_NAME, SERVER_PROFILE } from "./cast";

/**
 * The instance that plays the Aspera server; launched if none is running. It carries the name of the instance profile from
 * the start, like a server whose profile was created first; the emulator does not check that the profile exists.
 * @returns its id.
 */
export async function seedInstance(ec2: EC2Client): Promise<string> {
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
  const there = Reservations.flatMap(({ Instances = [] }) => Instances).find(
    ({ State, Tags = [] }) =>
      State?.Name === "running" && Tags.some(({ Key, Value }) => Key === "Name" && Value === INSTANCE_NAME),
  );
  if (there?.InstanceId) return there.InstanceId;

  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: "ami-0abcdef1234567890",
      InstanceType: "m5.xlarge",
      MinCount: 1,
      MaxCount: 1,
      IamInstanceProfile: { Name: SERVER_PROFILE },
      TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "Name", Value: INSTANCE_NAME }] }],
    }),
  );
  const id = Instances[0]?.InstanceId;
  if (!id) throw new Error("expected the emulator to run an instance, got an answer without an instance id");
  return id;
}
