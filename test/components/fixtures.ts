import { Provider } from "@pulumi/aws/provider";
import type { ConnectionArgs } from "../../components/connection";
import { NOTHING_ASKED } from "../../model/link/results";
import type { Lookup, Registered } from "../mocks/resources";

/** The server role, as another stack's look-up gives it. */
export const SERVER_ROLE = {
  name: "aspera-server",
  arn: "arn:aws:iam::111122223333:role/aspera-server",
  uniqueId: "AROAEXAMPLE",
};

/** ARN of a bucket role, known before it is made. */
export const BUCKET_ROLE = "arn:aws:iam::444455556666:role/aspera-acme";

/** What the server presents to assume a bucket role. */
export const EXTERNAL_ID = "acme-4d1f";

/** Stands for a private key by value. */
export const KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nnot-a-key\n-----END OPENSSH PRIVATE KEY-----\n";

/** How a server is reached, with everything else by default. */
export const CONNECTION: ConnectionArgs = { host: "aspera.example.com", hostKey: "ssh-ed25519 AAAA" };

/** CONNECTION as our plugin gets it. */
export const CONNECTION_INPUTS = {
  host: "aspera.example.com",
  port: 33001,
  user: "ec2-user",
  hostKey: "ssh-ed25519 AAAA",
  sudo: true,
  asperaRoot: "/opt/aspera",
};

/** Where a server is asked which instance it is, unless a variable of this machine leads elsewhere. */
export const METADATA = { metadata: "http://169.254.169.254" };

/** What our plugin's resources answer at their first creation. */
export const OBSERVED = {
  "aspera:index:Docroot": {
    docroot: "s3://s3.amazonaws.com/acme-media/ as it was seen",
    server: "reachable",
    lastSeen: "2026-11-26T15:15:16Z",
    fingerprint: "none",
    request: "what the Command reads",
  },
  "aspera:index:Handover": {
    stillAllowed: [],
    formerExternalIds: [],
    formerBucketRoles: [],
    formerServerRoles: [],
    formerPlaces: [],
    trustedBefore: "",
  },
  "aspera:index:Link": {
    link: "verified",
    finding: "none",
    owner: "nobody",
    nextStep: "none",
    stood: true,
    operations: NOTHING_ASKED,
  },
};

/** An upgrade for a docroot to wait for. */
export const UPGRADE = {
  connection: CONNECTION,
  package: "~/hsts.rpm",
  sha256: "0".repeat(64),
  snapshot: "none, acknowledged",
};

/** A server to launch. */
export const LAUNCH = { amiId: "ami-0123456789abcdef0", type: "m5.xlarge", instanceProfile: "aspera-server" };

/** The providers of the two accounts. */
export function providers() {
  return {
    server: new Provider("server-account", { region: "us-east-1" }),
    bucket: new Provider("bucket-account", { region: "us-east-1" }),
  };
}

/** Name of an explicit AWS provider; empty for none. */
export function accountOf(provider: string): string {
  return /::pulumi:providers:aws::([\w-]+)::/.exec(provider)?.[1] ?? "";
}

/** What is part of AWS, by name: in which account it is made. */
export function accounts(registered: readonly Registered[]): Record<string, string> {
  const made = registered.filter(({ type }) => type.startsWith("aws:"));
  return Object.fromEntries(
    made
      .map(({ name, provider }) => [name, accountOf(provider)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Look-ups by which a provider tells who it is: another partition and account for each of the two. */
export function identities(asked: string[] = []): Record<string, Lookup> {
  const answer = (what: string, answers: Record<string, object>) => (_: object, provider: string) => {
    asked.push(`${what} of ${accountOf(provider)}`);
    return answers[accountOf(provider)] ?? {};
  };
  return {
    "aws:index/getPartition:getPartition": answer("partition", {
      "server-account": { partition: "aws-us-gov" },
      "bucket-account": { partition: "aws-cn" },
    }),
    "aws:index/getCallerIdentity:getCallerIdentity": answer("account", {
      "server-account": { accountId: "111122223333" },
      "bucket-account": { accountId: "444455556666" },
    }),
  };
}
