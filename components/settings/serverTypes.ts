import type { HostKey } from "../server/hostKey";
import type { Secret } from "./secret";

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
  /** True while a stack that has to log in to the server has no pinned host key yet: it launches the server and stops there. */
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
