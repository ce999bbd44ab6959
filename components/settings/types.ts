import type { Operation } from "../access/s3Permissions";
import type { TrustWindow } from "../access/trustWindow";
import type { HostKey } from "../server/hostKey";
import type { Secret } from "./secret";

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

/** The Aspera server, as it is reached over SSH. */
export interface Server {
  /** Absent for a launched server that is reached at its own address. */
  readonly host?: string;
  readonly port: number;
  /** Login of the administrator, not of a transfer user. */
  readonly user: string;
  readonly hostKey: HostKey;
  /** True when changes are made with `sudo -n`. */
  readonly sudo: boolean;
  /** Aspera's folder on the server: absolute, or relative to the login's home. */
  readonly asperaRoot: string;
  readonly instanceId?: string;
  /** Only when asked for. */
  readonly upgrade?: UpgradeSettings;
  /** Host to log in to first, with the same key, to reach the server from there. */
  readonly proxy?: JumpHost;
  /** Lesser login that only looks at the server. */
  readonly observer?: {
    readonly user: string;
    /** Path of its private key as it stands in the stack; none means the way of the main login. */
    readonly privateKeyFile?: string;
  };
}

/** A server that this stack launches. */
export interface LaunchSettings {
  readonly instance: InstanceSettings;
  /** Absent: the groups of `instance` alone. */
  readonly securityGroup?: SecurityGroupSettings;
  /** True lets a change replace the server, and everything on it. */
  readonly allowReplace: boolean;
  /** Port of SSH. */
  readonly port: number;
  /** True in a customer's stack whose server has no pinned host key yet: it launches the server and stops there. */
  readonly awaitsHostKey: boolean;
}

/** An EC2 instance, as it is to be. */
export interface InstanceSettings {
  readonly amiId: string;
  readonly type: string;
  readonly subnetId?: string;
  readonly securityGroupIds: readonly string[];
  /** EC2 key pair. */
  readonly keyName?: string;
  /** Which address is used for SSH, where there are both. */
  readonly address: "public" | "private";
  readonly metadataOptions: { readonly httpTokens: "required" | "optional"; readonly hopLimit: number };
  /** Absent: as the image has it. */
  readonly rootVolume?: {
    readonly sizeGib?: number;
    readonly type?: string;
    readonly encrypted: boolean;
  };
  readonly tags: Readonly<Record<string, string>>;
  readonly terminationProtection: boolean;
}

/** Which address blocks may reach which service of the server. */
export interface SecurityGroupSettings {
  /** Absent: the default VPC. */
  readonly vpcId?: string;
  /** TCP and UDP 33001. */
  readonly transfers: readonly string[];
  /** TCP 443 and 9092. */
  readonly nodeApi: readonly string[];
  /** TCP 8080 and 8443. */
  readonly httpFallback: readonly string[];
  /** Where the server may go, on TCP 443. */
  readonly egress: readonly string[];
  /** True consents to blocks of the whole world. */
  readonly public: boolean;
}

/** The package that the server's software is upgraded to. */
export interface UpgradeSettings {
  /** File of this machine as the stack writes it, or an https address. */
  readonly package: string;
  /** 64 hex digits. */
  readonly sha256: string;
  /** Login at the address. */
  readonly username?: string;
  readonly password?: Secret<string>;
  /** The snapshot to go back to; none when the stack acknowledged that there is none. */
  readonly snapshotId?: string;
  /** Seconds to wait for running transfers to end. */
  readonly longestWait: number;
}

/** A jump host. */
export interface JumpHost {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly hostKey: HostKey;
}

/** How Pulumi logs in: with the key of a file, a key by value, or the SSH agent. */
export type SshLogin =
  | {
      readonly from: "file";
      /** Absolute path on this machine. */
      readonly file: string;
      /** The path as it stands in the stack, `~` and all: the same for every person who runs it. */
      readonly asWritten: string;
      readonly privateKey: Secret<string>;
      /** What the key is encrypted with. */
      readonly passphrase?: Secret<string>;
    }
  | { readonly from: "setting"; readonly privateKey: Secret<string>; readonly passphrase?: Secret<string> }
  | { readonly from: "agent" };

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
