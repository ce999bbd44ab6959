import { fleetStack } from "../../../commands/fleet/fleetStack";
import type { Held } from "../../../commands/pulumi/stacks";
import { CUSTOMER, configuration } from "../../program/settings/stack";

const KEY = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };

/** A secret as `pulumi stack export` has it. */
export const ENCRYPTED = KEY;

/** What a stack's last `up` left. */
export const OUTPUTS = {
  transferUser: "acme",
  link: "verified",
  docroot:
    "s3://s3.amazonaws.com/acme-media/incoming/?iam-role.arn=arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Faspera-acme&external-id=(ours)",
  operations: { read: "verified", write: "verified", list: "verified", delete: "not asked" },
  lastSeen: "2026-11-26T15:15:16Z",
  stillAllowed: [],
};

/** The resources that a stack holds, as `pulumi stack export` has them. */
export function state(
  stack: string,
  { outputs = OUTPUTS as object, licenceUntil = "2027-12-31", policy = "x".repeat(170) as unknown } = {},
): Held[] {
  const held = (type: string, all: object) => ({
    urn: `urn:pulumi:x::aspera::${type}::x`,
    type,
    outputs: { ...all },
  });
  return [
    held("pulumi:pulumi:Stack", outputs),
    held("aws:iam/rolePolicy:RolePolicy", { name: "aspera-s3", policy: "y" }),
    held("aws:iam/rolePolicy:RolePolicy", { name: `aspera-${stack}`, policy }),
    held("aspera:index:Docroot", { licenceUntil }),
  ];
}

/** The settings of CUSTOMER with some keys changed, as another stack's. */
export function settings(stack: string, changes: Record<string, unknown> = {}) {
  return { stack, values: configuration({ ...CUSTOMER, ...changes }), encrypted: ["aspera:externalId"] };
}

/** A stack of CUSTOMER, with some keys changed. */
export function one(stack = "acme-prod", changes: Record<string, unknown> = {}, held = state(stack)) {
  return fleetStack(settings(stack, changes), held);
}

/** Another customer on the same server. */
export const GLOBEX = {
  transferUser: "globex",
  externalId: "9d0f0f0e-7c41-4e0b-9a63-1f8f7f2c9b1d",
  bucketAccount: { id: "777788889999", region: "us-east-1", profile: "globex" },
  bucketRole: { name: "aspera-globex" },
  bucket: { name: "globex-media" },
};
