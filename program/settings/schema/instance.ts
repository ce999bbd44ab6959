import * as v from "valibot";
import { awsId } from "./awsId";
import type { Setting } from "./readonly";
import { flag, integer, like, oneOf, text } from "./rules";
import { tags } from "./tags";

const type = text(
  "an instance type such as m5.xlarge",
  like(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "`aws ec2 describe-instance-types` lists them"),
);

const keyName = text(
  "the name of an EC2 key pair",
  like(/^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/, "`aws ec2 describe-key-pairs` lists them"),
);

const metadataOptions = v.pipe(
  v.object({
    /** `required` allows only IMDSv2; default. `optional` is for servers before 4.x, with a warning. */
    httpTokens: v.optional(oneOf(["required", "optional"]), "required"),
    /** Network hops that a metadata answer may take, 1 to 64 (EC2); default 1. */
    hopLimit: v.optional(integer(1, 64, "hops"), 1),
  }),
  v.description("an object with httpTokens and hopLimit"),
);

const rootVolume = v.pipe(
  v.object({
    /** GiB, 8 to 16384; default: the image's size. */
    sizeGib: v.optional(integer(8, 16384, "GiB")),
    /** EBS volume type; default: the image's. */
    type: v.optional(oneOf(["gp3", "gp2", "io1", "io2", "st1", "sc1", "standard"])),
    /** Default true. Changing it on a running server would replace the server, and is refused. */
    encrypted: v.optional(flag(), true),
  }),
  v.description("an object with sizeGib, type and encrypted"),
);

/** `aspera:server.instance`: makes this stack launch the server. docs/launch.md */
export const instance = v.pipe(
  v.object({
    /** Image; needed. Another image for a running server is refused. */
    amiId: awsId("ami", "an image"),
    /** Instance type; needed. Changed in place, which stops the server for a while. */
    type,
    /** Subnet; default: AWS's choice. Another subnet for a running server is refused. */
    subnetId: v.optional(awsId("subnet", "a subnet")),
    /** Security groups in addition to that of `aspera:server.securityGroup`; default none. */
    securityGroupIds: v.optional(v.array(awsId("sg", "a security group"), "give a list in brackets"), []),
    /** EC2 key pair; default none. Another pair for a running server is refused. */
    keyName: v.optional(keyName),
    /** The address that SSH uses, where the instance has both; default `public`. */
    address: v.optional(oneOf(["public", "private"]), "public"),
    /** How the instance answers requests for its metadata. */
    metadataOptions: v.optional(metadataOptions, {}),
    /** Default: as the image defines it. */
    rootVolume: v.optional(rootVolume),
    /** Tags for this instance alone; default none. */
    tags: v.optional(tags, {}),
    /** Whether AWS refuses to terminate it; default true. */
    terminationProtection: v.optional(flag(), true),
  }),
  v.description("an object with amiId and type"),
);

/** The EC2 instance that a stack launches. */
export type InstanceSettings = Setting<typeof instance>;
