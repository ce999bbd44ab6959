import type { Operation } from "../access/s3Permissions";
import type { TrustWindow } from "../access/trustWindow";
import type { Secret } from "./secret";
import type { LaunchSettings, Server, SshLogin } from "./serverTypes";

export type {
  InstanceSettings,
  JumpHost,
  LaunchSettings,
  SecurityGroupSettings,
  Server,
  SshLogin,
  UpgradeSettings,
} from "./serverTypes";

/** Everything a stack says, checked and frozen. docs/settings.md describes each key. */
export interface Settings {
  /** Pulumi project. */
  readonly project: string;
  /** Pulumi stack, such as `acme-prod`. */
  readonly stack: string;
  /** Which accounts this stack holds credentials for. */
  readonly side: "both";
  readonly serverAccount: Account;
  readonly serverRole: ServerRoleSettings;
  /** How the server is reached; absent only in a stack that makes just the server's part. */
  readonly server?: Server;
  /** How Pulumi logs in to it; there wherever `server` is. */
  readonly ssh?: SshLogin;
  /** The server that this stack launches; absent for one that runs already. */
  readonly launch?: LaunchSettings;
  /** What belongs to one customer; absent in a stack that makes just the server's part. */
  readonly customer?: Customer;
  /** AWS tags put on everything that can carry them. */
  readonly tags: Readonly<Record<string, string>>;
  /** What is allowed and yet unwise, one sentence each; never holds a secret. */
  readonly warnings: readonly string[];
}

/** One AWS account, and whose credentials reach it. */
export interface Account {
  /** Twelve digits. */
  readonly id: string;
  readonly region: string;
  /** Profile of the AWS configuration files. Neither this nor `assumeRole`: the credentials of the environment. */
  readonly profile?: string;
  /** Role that Pulumi assumes to work in this account, from the credentials of the environment. */
  readonly assumeRole?: { readonly roleArn: string; readonly externalId?: Secret<string> };
}

/** The role and the instance profile of the server. */
export interface ServerRoleSettings {
  /** IAM name of both. */
  readonly name: string;
  /** True in the one stack that makes them; every other stack of that server looks them up. */
  readonly create: boolean;
  /** IAM path of both. */
  readonly path: string;
  /** ARN of the managed policy that bounds the role. */
  readonly permissionsBoundary?: string;
  /** When EC2 may carry the role; none: at all times. */
  readonly trustWindow?: TrustWindow;
}

/** What a customer's stack adds to the server. */
export interface Customer {
  /** Account of the bucket; in the one-account procedure the server account. */
  readonly bucketAccount: Account;
  /** Absent in the one-account procedure. */
  readonly bucketRole?: BucketRoleSettings;
  readonly bucket: BucketSettings;
  /** What the server role must present to assume the bucket role; absent in the one-account procedure. */
  readonly externalId?: Secret<string>;
  /** System user in aspera.conf whose docroot this stack owns. */
  readonly transferUser: string;
  readonly server: Server;
  readonly ssh: SshLogin;
  readonly docroot: DocrootSettings;
  readonly restart: Restart;
  readonly proof: ProofSettings;
  /** Node user that lists the docroot through Aspera; absent: not asked. */
  readonly nodeApi?: { readonly user: string; readonly password: Secret<string> };
  /** True lets the agent add the user's element to aspera.conf where it is missing. */
  readonly createTransferUserEntry: boolean;
}

/** A customer whose bucket is in an account of its own: there a role trusts the server, with an external ID. */
export interface TwoAccountCustomer extends Customer {
  readonly bucketRole: BucketRoleSettings;
  readonly externalId: Secret<string>;
}

/** The role in the bucket account. */
export interface BucketRoleSettings {
  readonly name: string;
  readonly path: string;
  readonly permissionsBoundary?: string;
  /** Longest session in seconds. */
  readonly maxSessionDuration: number;
}

/** Where the files land. */
export interface BucketSettings {
  readonly name: string;
  /** Folder inside the bucket: empty, or ending with a slash. */
  readonly prefix: string;
  /** In the order of OPERATIONS, whatever the order in the stack. */
  readonly access: readonly Operation[];
  /** True gives every right on the whole bucket; `access` then has all operations. */
  readonly fullAccess: boolean;
}

/** What the docroot is written from, and whether a foreign one may go. */
export interface DocrootSettings {
  /** Replaces the default of docroot/uri.ts. */
  readonly template?: string;
  /** Host of the object storage. */
  readonly host: string;
  /** Fingerprint of the one foreign docroot that may be replaced, or `none`. */
  readonly takeOver?: string;
}

/** How the link is proven. */
export interface ProofSettings {
  /** False lets an `up` go on although the link does not stand. */
  readonly required: boolean;
  /** Seconds that an `up` waits for the link to stand. */
  readonly wait: number;
  /** True asks in every preview for what must be refused, too. */
  readonly fullRefresh: boolean;
}

/** How asperanoded takes notice of a changed docroot. */
export type Restart =
  | { readonly mode: "restart" | "reload" | "none" }
  | {
      readonly mode: "whenIdle";
      /** Seconds to wait for running transfers to end. */
      readonly longestWait: number;
      /** What to do when they did not. */
      readonly ifBusy: "fail" | "restart";
    };
