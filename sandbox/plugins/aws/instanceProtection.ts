import { randomUUID } from "node:crypto";
import type { AwsContext } from "./context";
import { failure } from "./errors";
import { findInstances } from "./findInstances";

/**
 * Refuses to terminate a protected instance, as EC2 does; the emulator would do it. With `forceDestroy` in the state the
 * genuine plugin lifts the protection first (terraform-provider-aws internal/service/ec2/ec2_instance.go, Delete).
 */
export async function expectUnprotected(id: string, context: AwsContext): Promise<void> {
  if (!context.kept.read(id).disableApiTermination) return;
  const [found] = await findInstances([{ name: "instance-id", values: [id] }], context);
  if (!found || found.State?.Name === "terminated") return;
  throw failure(
    `terminating EC2 Instance (${id})`,
    `operation error EC2: TerminateInstances, https response error StatusCode: 400, RequestID: ${randomUUID()}, ` +
      `api error OperationNotPermitted: The instance '${id}' may not be terminated. ` +
      "Modify its 'disableApiTermination' instance attribute and try again.",
  );
}
