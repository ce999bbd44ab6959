import type { InvokeHandler, ResourceHandler } from "../../../provider/protocol/handler";
import type { AwsContext } from "./context";
import { FrameworkError } from "./frameworkError";

type Resources = Record<string, () => ResourceHandler<AwsContext>>;
type Invokes = Record<string, () => InvokeHandler<AwsContext>>;

/** Every resource type the stand-in knows, by token. Each file, and the SDK client it needs, is loaded on first use. */
export const resources: Resources = {
  "aws:iam/role:Role": () => load<typeof import("./role")>("./role").role,
  "aws:iam/rolePolicy:RolePolicy": () => load<typeof import("./rolePolicy")>("./rolePolicy").rolePolicy,
  "aws:iam/instanceProfile:InstanceProfile": () =>
    load<typeof import("./instanceProfile")>("./instanceProfile").instanceProfile,
  "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive": () =>
    load<typeof import("./rolePoliciesExclusive")>("./rolePoliciesExclusive").rolePoliciesExclusive,
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": () =>
    load<typeof import("./rolePolicyAttachmentsExclusive")>("./rolePolicyAttachmentsExclusive")
      .rolePolicyAttachmentsExclusive,
  "aws:s3/bucket:Bucket": () => load<typeof import("./bucket")>("./bucket").bucket,
  "aws:ec2/instance:Instance": () => load<typeof import("./instance")>("./instance").instance,
  "aws:ec2/securityGroup:SecurityGroup": () =>
    load<typeof import("./securityGroup")>("./securityGroup").securityGroup,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": () => rules().securityGroupIngressRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": () => rules().securityGroupEgressRule,
};

/** Every invoke the stand-in knows, by token. */
export const invokes: Invokes = named({
  "aws:index/getCallerIdentity:getCallerIdentity": () => provider().getCallerIdentity,
  "aws:index/getPartition:getPartition": () => provider().getPartition,
  "aws:index/getRegion:getRegion": () => provider().getRegion,
  "aws:iam/getRole:getRole": () => iam().getRole,
  "aws:iam/getRolePolicies:getRolePolicies": () => iam().getRolePolicies,
  "aws:iam/getRolePolicyAttachments:getRolePolicyAttachments": () => iam().getRolePolicyAttachments,
  "aws:iam/getInstanceProfile:getInstanceProfile": () => iam().getInstanceProfile,
  "aws:s3/getBucket:getBucket": () => load<typeof import("./bucketInvoke")>("./bucketInvoke").getBucket,
  "aws:ec2/getInstance:getInstance": () => instances().getInstance,
  "aws:ec2/getInstances:getInstances": () => instances().getInstances,
});

const provider = () => load<typeof import("./providerInvokes")>("./providerInvokes");
const iam = () => load<typeof import("./iamInvokes")>("./iamInvokes");
const rules = () => load<typeof import("./securityGroupRule")>("./securityGroupRule");
const instances = () => load<typeof import("./instanceInvokes")>("./instanceInvokes");

function load<Module>(path: string): Module {
  return require(path) as Module;
}

/** Errors begin like the genuine ones (pulumi-terraform-bridge pkg/tfbridge/provider.go, Invoke); the Framework's do not. */
function named(handlers: Invokes): Invokes {
  const wrapped = Object.entries(handlers).map(([token, handler]) => {
    const call: InvokeHandler<AwsContext>["call"] = async (args, context, caller) => {
      try {
        return await handler().call(args, context, caller);
      } catch (error) {
        if (error instanceof FrameworkError) throw error;
        throw new Error(`invoking ${token}: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    return [token, () => ({ inputs: handler().inputs, call })] as const;
  });
  return Object.fromEntries(wrapped);
}
