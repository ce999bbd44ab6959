import * as v from "valibot";
import { cidr, isOpenToTheWorld } from "./cidr";
import { firstOf, flag, integer, like, must, oneOf, text, unlike } from "./rules";
import { tags } from "./tags";

/** An AWS id of a kind: `ami-0123456789abcdef0`; the older ones have eight digits. */
function awsId(kind: string, what: string) {
  const example = `${kind}-0123456789abcdef0`;
  return text(
    `the id of ${what} such as ${example}`,
    firstOf(
      unlike(/^arn:/, "give the id alone, not the ARN"),
      like(new RegExp(`^${kind}-([0-9a-f]{8}|[0-9a-f]{17})$`), `as in ${example}`),
    ),
  );
}

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
    httpTokens: v.optional(oneOf(["required", "optional"]), "required"),
    hopLimit: v.optional(integer(1, 64, "hops"), 1),
  }),
  v.description("an object with httpTokens and hopLimit"),
);

const rootVolume = v.pipe(
  v.object({
    sizeGib: v.optional(integer(8, 16384, "GiB")),
    type: v.optional(oneOf(["gp3", "gp2", "io1", "io2", "st1", "sc1", "standard"])),
    encrypted: v.optional(flag(), true),
  }),
  v.description("an object with sizeGib, type and encrypted"),
);

/** `aspera:server.instance`: the server is launched by this stack. */
export const instance = v.pipe(
  v.object({
    amiId: awsId("ami", "an image"),
    type,
    subnetId: v.optional(awsId("subnet", "a subnet")),
    securityGroupIds: v.optional(v.array(awsId("sg", "a security group"), "give a list in brackets"), []),
    keyName: v.optional(keyName),
    address: v.optional(oneOf(["public", "private"]), "public"),
    metadataOptions: v.optional(metadataOptions, {}),
    rootVolume: v.optional(rootVolume),
    tags: v.optional(tags, {}),
    terminationProtection: v.optional(flag(), true),
  }),
  v.description("an object with amiId and type"),
);

const sources = v.pipe(
  v.array(cidr, "give a list in brackets"),
  v.description("a list of address blocks such as 203.0.113.0/24"),
);

/** `aspera:server.securityGroup`: what may reach the launched server. Port 22 is not among what can be said. */
export const securityGroup = v.pipe(
  v.object({
    vpcId: v.optional(awsId("vpc", "a VPC")),
    transfers: sources,
    nodeApi: v.optional(sources, []),
    httpFallback: v.optional(sources, []),
    egress: v.optional(sources, ["0.0.0.0/0"]),
    public: v.optional(flag(), false),
  }),
  must(({ transfers, nodeApi, httpFallback, public: consent }) => {
    const world = [...transfers, ...nodeApi, ...httpFallback].filter(isOpenToTheWorld);
    if (consent === world.length > 0) return undefined;
    return consent
      ? {
          expected: "an address block of the whole world beside public: true",
          got: "none",
          hint: "leave public out: nothing is open to the world",
        }
      : {
          expected: "the address blocks of clients",
          got: world.join(", "),
          hint: "that is the whole world: name who may connect, or set `public: true` when everybody may",
        };
  }),
  v.description("an object with transfers, and nodeApi where it is used from outside"),
);
