import assert from "node:assert/strict";
import {
  type Customer,
  type Fault,
  parseSettings,
  type Settings,
  type SettingsContext,
  spansTwoAccounts,
  type TwoAccountCustomer,
} from "../../../program/settings";
import { ed25519KeyPair } from "../../../sandbox/server";
import { ED25519 } from "../../model/ssh/hostKeys";

/** An external ID as the README's command mints it. */
export const EXTERNAL_ID = "5d5b2f0e-7c41-4e0b-9a63-1f8f7f2c9b1d";

/** A private key without a passphrase, generated for this run. */
export const PRIVATE_KEY = ed25519KeyPair().private;

/** A valid customer's stack. Objects stand for their JSON text. */
export const CUSTOMER: Record<string, unknown> = {
  serverAccount: { id: "111122223333", region: "us-east-1", profile: "operator" },
  bucketAccount: { id: "444455556666", region: "us-east-1", profile: "acme" },
  serverRole: { name: "aspera-server", create: true },
  bucketRole: { name: "aspera-acme" },
  bucket: { name: "acme-media", prefix: "incoming/" },
  externalId: EXTERNAL_ID,
  transferUser: "acme",
  server: { host: "aspera.example.com", hostKey: ED25519 },
};

/** Configuration as Pulumi hands it over: keys in the namespace, objects as JSON text; undefined omits a key. */
export function configuration(keys: Record<string, unknown>): Record<string, string> {
  const given = Object.entries(keys).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([key, value]) => [`aspera:${key}`, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

const CONTEXT: SettingsContext = {
  stack: "acme-prod",
  secretKeys: new Set(["aspera:externalId", "aspera:sshPrivateKey", "aspera:sshPrivateKeyPassphrase"]),
};

/** The files that settings can name: path to text. */
export function files(tree: Record<string, string>): SettingsContext["files"] {
  return {
    home: "/home/operator",
    folder: "/project",
    read: (path) => {
      if (Object.hasOwn(tree, path)) return tree[path] ?? "";
      throw Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: "ENOENT" });
    },
  };
}

/** The codes of what CUSTOMER with some keys changed is warned about. */
export function warningsWith(
  changes: Record<string, unknown> = {},
  context: Partial<SettingsContext> = {},
): string[] {
  return settingsWith(changes, context).warnings.map(({ code }) => code);
}

/** The settings of CUSTOMER with some keys changed; fails on any fault. */
export function settingsWith(
  changes: Record<string, unknown> = {},
  context: Partial<SettingsContext> = {},
): Settings {
  const { settings, faults } = parseSettings(configuration({ ...CUSTOMER, ...changes }), {
    ...CONTEXT,
    ...context,
  });
  assert.deepEqual(faults, []);
  assert.ok(settings);
  return settings;
}

/** The customer's part of settingsWith. */
export function customerWith(
  changes: Record<string, unknown> = {},
  context: Partial<SettingsContext> = {},
): TwoAccountCustomer {
  const { customer } = settingsWith(changes, context);
  assert.ok(customer && spansTwoAccounts(customer));
  return customer;
}

/** The keys that CUSTOMER omits when the bucket is in the server's own account. */
export const ONE_ACCOUNT = { bucketAccount: undefined, bucketRole: undefined, externalId: undefined };

/** The customer of a one-account stack. */
export function oneAccountCustomer(
  changes: Record<string, unknown> = {},
  context: Partial<SettingsContext> = {},
): Customer {
  const { customer } = settingsWith({ ...ONE_ACCOUNT, ...changes }, context);
  assert.ok(customer && !spansTwoAccounts(customer));
  return customer;
}

/** The faults of CUSTOMER with some keys changed. */
export function faultsWith(
  changes: Record<string, unknown>,
  context: Partial<SettingsContext> = {},
): readonly Fault[] {
  const { settings, faults } = parseSettings(configuration({ ...CUSTOMER, ...changes }), {
    ...CONTEXT,
    ...context,
  });
  assert.equal(settings, undefined, "accepted");
  return faults;
}

/** The only fault of CUSTOMER with some keys changed; fails when there are more. */
export function faultWith(changes: Record<string, unknown>, context: Partial<SettingsContext> = {}): Fault {
  const faults = faultsWith(changes, context);
  assert.equal(faults.length, 1, JSON.stringify(faults, null, 1));
  return faults[0] as Fault;
}

/** CUSTOMER's value of a key with some inner keys changed. */
export function inner(key: string, changes: Record<string, unknown>): Record<string, unknown> {
  return { [key]: { ...(CUSTOMER[key] as object), ...changes } };
}
