import { Instance } from "@pulumi/aws/ec2/instance";
import * as pulumi from "@pulumi/pulumi";
import { SecurityGroup, type SecurityGroupArgs } from "./SecurityGroup";

/** The root volume of an instance. */
export interface RootVolumeArgs {
  /** Size in GiB; default: the image's. */
  readonly sizeGib?: pulumi.Input<number>;
  /** `gp3`, `io2`, ...; default: the image's. */
  readonly type?: pulumi.Input<string>;
  /** Whether it is encrypted. */
  readonly encrypted: pulumi.Input<boolean>;
}

/** What a launched server is made of. */
export interface ServerInstanceArgs {
  /** Id of Aspera's image. */
  readonly amiId: pulumi.Input<string>;
  /** EC2 instance type. */
  readonly type: pulumi.Input<string>;
  /** Name of the instance profile that carries the server role. */
  readonly instanceProfile: pulumi.Input<string>;
  /** Default: a subnet of the default VPC. */
  readonly subnetId?: pulumi.Input<string>;
  /** Security groups beside the one of `securityGroup`. */
  readonly securityGroupIds?: readonly pulumi.Input<string>[];
  /** A security group of its own with Aspera's ports; default: none. */
  readonly securityGroup?: SecurityGroupArgs;
  /** EC2 key pair; default: the image's own logins. */
  readonly keyName?: pulumi.Input<string>;
  /** Which address `address` gives, where there are both; default `public`. */
  readonly address?: "public" | "private";
  /** `required` allows version 2 of the instance metadata alone; default `required`. */
  readonly httpTokens?: pulumi.Input<"required" | "optional">;
  /** Hops that an answer of the metadata service may take; default 1. */
  readonly hopLimit?: pulumi.Input<number>;
  /** Default: as the image has it. */
  readonly rootVolume?: RootVolumeArgs;
  /** Whether AWS refuses to terminate the instance; default true. */
  readonly terminationProtection?: pulumi.Input<boolean>;
  /** Tags of the instance. */
  readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * The EC2 instance of a server, with the role's instance profile, and its security group where it has one of its own.
 *
 * A new instance knows nothing of the old one's users, licence and docroots: give it `protect: true` outside of development.
 */
export class ServerInstance extends pulumi.ComponentResource {
  declare readonly instance: Instance;
  declare readonly securityGroup: SecurityGroup | undefined;
  /** Address for SSH; the other one when the instance lacks the wanted kind. */
  declare readonly address: pulumi.Output<string>;

  constructor(name: string, args: ServerInstanceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aspera:components:ServerInstance", name, {}, opts);
    const { securityGroupIds = [], rootVolume, httpTokens = "required", hopLimit = 1 } = args;
    // Only the instance is hard to replace.
    const group = args.securityGroup;
    this.securityGroup =
      group && new SecurityGroup(`${name}-clients`, group, { parent: this, protect: false });
    const own = this.securityGroup ? [this.securityGroup.groupId] : [];

    this.instance = new Instance(
      `${name}-instance`,
      {
        ami: args.amiId,
        instanceType: args.type,
        subnetId: args.subnetId,
        keyName: args.keyName,
        iamInstanceProfile: args.instanceProfile,
        ...(securityGroupIds.length + own.length > 0 && {
          vpcSecurityGroupIds: [...securityGroupIds, ...own],
        }),
        metadataOptions: { httpEndpoint: "enabled", httpTokens, httpPutResponseHopLimit: hopLimit },
        ...(rootVolume && {
          rootBlockDevice: {
            volumeSize: rootVolume.sizeGib,
            volumeType: rootVolume.type,
            encrypted: rootVolume.encrypted,
          },
        }),
        disableApiTermination: args.terminationProtection ?? true,
        tags: args.tags,
      },
      { parent: this },
    );
    this.address = pulumi
      .all([this.instance.publicIp, this.instance.privateIp])
      .apply(([outer, inner]) => (args.address !== "private" && outer ? outer : inner));
    this.registerOutputs({ address: this.address });
  }
}
