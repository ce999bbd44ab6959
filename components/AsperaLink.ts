import type { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { isWholeBucket } from "../model/access/bucketPlace";
import { OPERATIONS } from "../model/access/s3Permissions";
import { type TransferRight, transferRights } from "../model/access/transferRights";
import { BucketRole } from "./BucketRole";
import { type BucketRightsArgs, confirmPrefix } from "./bucketRights";
import { bucketRoleArnOf } from "./bucketRoleArn";
import { Docroot, type DocrootArgs } from "./Docroot";
import { Handover, type HandoverArgs } from "./Handover";
import { checkedKmsKey } from "./kmsKey";
import { Link, type LinkArgs } from "./Link";
import { confirmPartition } from "./partition";
import { refusal } from "./refusal";
import { ServerRight } from "./ServerRight";
import type { ServerRoleIdentity } from "./ServerRole";
import { type BucketRoleOptions, secondAccountOf } from "./secondAccount";
import { checkedTemplate } from "./template";

export type { BucketRoleOptions };

/** What a link from an Aspera server to a customer's bucket is made of. */
export interface AsperaLinkArgs
  extends BucketRightsArgs,
    Omit<DocrootArgs, keyof BucketRightsArgs | "bucketRoleArn" | "region">,
    Pick<LinkArgs, "region" | "required" | "wait" | "fullProof">,
    Pick<HandoverArgs, "previousExternalIds"> {
  /** Provider of the server account. */
  readonly serverProvider: Provider;
  /**
   * Provider of the bucket account. Leave it out when the bucket is in the server account; and when the bucket account is
   * somebody else's, who makes the role themselves: `bucketRole` then says only what it is called, `bucketAccountId` is needed,
   * and until the role lets the server in, an `up` goes through without switching the docroot.
   */
  readonly bucketProvider?: Provider;
  /** The server role: a ServerRole of this program, or what `getRole` gives of one. */
  readonly serverRole: ServerRoleIdentity;
  /** The role in the bucket account; needed with `bucketProvider`. Without, only its name and path count. */
  readonly bucketRole?: BucketRoleOptions;
  /** True lets the bucket role's trust in sessions of `sessionName` only; default false: the name is sent and not demanded. */
  readonly requireSessionName?: boolean;
  /** Names the customer among all of the server, in the name of the policy on the server role; default: this link's name. */
  readonly customer?: pulumi.Input<string>;
}

/** What a link's parts are called, by its own name. */
export function asperaLinkChildren(name: string) {
  return {
    handover: `${name}-handover`,
    bucketRole: `${name}-bucket`,
    serverRight: `${name}-server-right`,
    link: `${name}-link`,
    docroot: `${name}-docroot`,
  } as const;
}

/**
 * The whole link from an Aspera server to one bucket of a customer: docroot -> server role -> bucket role -> bucket.
 *
 * 1. `handover`: remembers what earlier docroots of this link needed; roles and rights hold that too, until the wanted one is
 *    proven and in place. No `up` cuts a running customer off, wherever it stops.
 * 2. `bucketRole`: in the bucket account, trusts exactly the server role, with the external ID. In one account there is none,
 *    nor where the owner of the bucket account makes it.
 * 3. `serverRight`: the one inline policy on the server role.
 * 4. `link`: proves from the server that it reaches the bucket. An `up` fails here before the docroot is switched.
 * 5. `docroot`: points the transfer user there and restarts asperanoded.
 */
export class AsperaLink extends pulumi.ComponentResource {
  declare readonly handover: Handover;
  declare readonly bucketRole: BucketRole | undefined;
  declare readonly serverRight: ServerRight;
  declare readonly link: Link;
  declare readonly docroot: Docroot;

  /** @throws RunError when what belongs to a bucket account of its own is there in part only, or the docroot would lead elsewhere. */
  constructor(name: string, args: AsperaLinkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aspera:components:AsperaLink", name, {}, opts);
    const { serverProvider, bucketProvider, serverRole, customer = name, ...shared } = args;
    const names = asperaLinkChildren(name);
    const inServerAccount = { parent: this, provider: serverProvider };

    const { secondAccount, awaits } = secondAccountOf(name, args);
    // Before anything is made; proof and docroot look at the same again.
    checkedTemplate(args, secondAccount !== undefined);
    checkedKmsKey(args);
    confirmPrefix(args.prefix);
    confirmSessionName(name, args);
    confirmPartition(`AsperaLink "${name}"`, args.region, {
      "serverRole.arn": serverRole.arn,
      "bucketRole.permissionsBoundary": args.bucketRole?.permissionsBoundary,
    });
    const access = shared.access ?? [...OPERATIONS];
    const computedArn =
      secondAccount && bucketRoleArnOf({ ...args, ...secondAccount }, bucketProvider ?? serverProvider);
    this.handover = new Handover(
      names.handover,
      {
        ...shared,
        access,
        serverRole,
        bucketRoleArn: computedArn,
        ...(awaits !== undefined && { awaits }),
      },
      { parent: this },
    );
    const { former, wanted } = this.handover;
    const { rights, ...trusted } = wanted;
    this.bucketRole =
      secondAccount &&
      bucketProvider &&
      new BucketRole(
        names.bucketRole,
        { ...shared, ...secondAccount, ...rights, ...trusted, former },
        { parent: this, provider: bucketProvider },
      );
    const bucketRoleArn = this.bucketRole?.arn ?? computedArn;

    // Made after the role, of which the Handover knows the ARN before.
    const assumed = pulumi.all([this.handover.bucketRoleArn, bucketRoleArn]).apply(([arn]) => arn);
    this.serverRight = new ServerRight(
      names.serverRight,
      {
        serverRoleName: serverRole.name,
        customer,
        former,
        ...(bucketRoleArn ? { bucketRoleArn: assumed } : { ...shared, ...rights, bucketRoleArn: undefined }),
      },
      inServerAccount,
    );

    const after = [
      this.serverRight,
      ...(this.bucketRole ? [this.bucketRole] : []),
      ...given(opts?.dependsOn),
    ];
    this.link = new Link(
      names.link,
      {
        ...shared,
        bucketRoleArn,
        access,
        ...(awaits !== undefined && { awaits }),
        serverRoleArn: serverRole.arn,
        widerStillAllowed: former.places.apply((places) => places.some(isWholeBucket)),
      },
      { parent: this, dependsOn: after },
    );
    this.docroot = new Docroot(
      names.docroot,
      {
        ...shared,
        bucketRoleArn,
        rights: shared.rights ?? rightsOf(args),
        ...(awaits !== undefined && { waiting: this.link.stood.apply((stood) => stood === false) }),
      },
      { parent: this, dependsOn: [this.link] },
    );
    const { stillAllowed } = this.handover;
    this.registerOutputs({ link: this.link.link, docroot: this.docroot.docroot, stillAllowed });
  }
}

/** What aspera.conf must let the transfer user do, for what its role may do in the bucket. */
function rightsOf({ access, fullAccess }: AsperaLinkArgs): pulumi.Output<TransferRight[]> {
  return pulumi
    .all([pulumi.output(access ?? [...OPERATIONS]), fullAccess])
    .apply(([operations, everything]) => transferRights(operations, everything));
}

function confirmSessionName(name: string, { sessionName, requireSessionName }: AsperaLinkArgs): void {
  if (!requireSessionName || sessionName !== undefined) return;
  throw refusal(
    `AsperaLink "${name}": expected sessionName with requireSessionName, got none\n` +
      "hint: give the name that sessions must bear, or leave requireSessionName out",
  );
}

function given(dependsOn: pulumi.ComponentResourceOptions["dependsOn"]): pulumi.Resource[] {
  return dependsOn === undefined ? [] : ([dependsOn].flat() as pulumi.Resource[]);
}
