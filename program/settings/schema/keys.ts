import * as v from "valibot";
import { DEFAULT_HOST } from "../../../model/docroot/uri";
import { isOptional, isSecret, membersOf, secretPaths } from "../../../model/schema/property";
import { type Account, account } from "./accounts";
import { bucket } from "./bucket";
import { docrootHost, docrootTemplate, takeOver } from "./docroot";
import { ownExternalId, previousExternalIds } from "./externalId";
import { nodeApi } from "./nodeApi";
import { proof, prove } from "./proof";
import type { Setting } from "./readonly";
import { restart } from "./restart";
import { bucketRole, serverRole } from "./roles";
import { flag } from "./rules";
import { server } from "./server";
import { sessionName } from "./sessionName";
import { side } from "./side";
import { sshPrivateKey, sshPrivateKeyFile, sshPrivateKeyPassphrase } from "./sshLogin";
import { tags } from "./tags";
import { transferUser } from "./users";

/** Namespace of every key, whatever the project is called. */
export const NAMESPACE = "aspera";

/** A key of the stack's configuration. */
export interface Key<Schema extends v.GenericSchema = v.GenericSchema> {
  /** What Pulumi hands over: plain text, or the JSON text of a boolean or an object. */
  readonly form: "text" | "json";
  /** What the key may be, and through `v.optional` its default. Keys without one are absent unless set. */
  readonly schema: Schema;
  /** A value as it may stand in the stack's file; shown when it is missing or malformed. */
  readonly example: string;
  /** The one key of the object that plain text stands for. */
  readonly shorthand?: string;
}

function key<Schema extends v.GenericSchema>(
  form: Key["form"],
  schema: Schema,
  example: string,
  shorthand?: string,
): Key<Schema> {
  return { form, schema, example, shorthand };
}

const SERVER_ACCOUNT = '{id: "111122223333", region: us-east-1, profile: operator}';
const BUCKET_ACCOUNT = '{id: "444455556666", region: us-east-1, profile: acme}';
const ENCRYPTED = "{secure: ...}";

/** Every key, in the order in which faults are reported. */
export const KEYS = {
  side: key("text", v.optional(side, "both"), "both"),
  serverAccount: key("json", account, SERVER_ACCOUNT),
  /** Default: the server account, which is the one-account procedure. */
  bucketAccount: key("json", account, BUCKET_ACCOUNT),
  serverRole: key("json", serverRole, "{name: aspera-server, create: true}"),
  bucketRole: key("json", bucketRole, "{name: aspera-acme}"),
  bucket: key("json", bucket, "{name: acme-media, prefix: incoming/}"),
  externalId: key("text", ownExternalId, ENCRYPTED),
  previousExternalIds: key("text", previousExternalIds, ENCRYPTED),
  sessionName: key("json", sessionName, "acme", "name"),
  transferUser: key("text", transferUser, "acme"),
  server: key("json", server, '{host: aspera.example.com, hostKey: "ssh-ed25519 AAAA..."}'),
  sshPrivateKeyFile: key("text", sshPrivateKeyFile, "~/.ssh/aspera"),
  sshPrivateKey: key("text", sshPrivateKey, ENCRYPTED),
  sshPrivateKeyPassphrase: key("text", sshPrivateKeyPassphrase, ENCRYPTED),
  docrootTemplate: key("text", docrootTemplate, "s3://{host}/{bucket}/..."),
  /** Default: model/docroot/storageHost.ts, by the server's region. */
  docrootHost: key("text", docrootHost, DEFAULT_HOST),
  takeOver: key("text", takeOver, '"0123456789abcdef"'),
  /** True lets the agent add the transfer user to aspera.conf if it is missing there. */
  createTransferUserEntry: key("json", v.optional(flag(), false), "true"),
  transferTokens: key("json", v.optional(flag(), false), "true"),
  restart: key(
    "json",
    v.optional(restart, { mode: "restart" }),
    "{mode: whenIdle, longestWait: 600}",
    "mode",
  ),
  prove: key("json", v.optional(prove, { mode: "required" }), "{mode: required, longestWait: 120}", "mode"),
  nodeApi: key("json", nodeApi, "{user: acme, password: {secure: ...}}"),
  proof: key("text", v.optional(proof, "quiet"), "full"),
  tags: key("json", v.optional(tags, {}), "{owner: media-ops}"),
} as const;

/** Name of a key, without the namespace. */
export type KeyName = keyof typeof KEYS;

type Value<Name extends KeyName> = Name extends "serverAccount" | "bucketAccount"
  ? Account
  : Setting<(typeof KEYS)[Name]["schema"]>;

type Defaulted = {
  [Name in KeyName]: (typeof KEYS)[Name]["schema"] extends { readonly type: "optional" } ? Name : never;
}[KeyName];

/** The value of each key. Keys without a default are absent when they were left out or refused. */
export type Values = { readonly [Name in Defaulted]: Value<Name> } & {
  readonly [Name in Exclude<KeyName, Defaulted>]?: Value<Name>;
};

/** Values that passed every check: those that every stack needs are there. */
export type CheckedValues = Values & Required<Pick<Values, "serverAccount" | "serverRole">>;

/** The values of a stack that sets nothing. */
export function defaultValues(): Pick<Values, Defaulted> {
  const defaults = Object.entries(KEYS)
    .filter(([, { schema }]) => isOptional(schema))
    .map(([name, { schema }]) => [name, v.parse(schema, undefined)]);
  return Object.fromEntries(defaults);
}

/** True for a name in KEYS. */
export function isKeyName(name: string): name is KeyName {
  return Object.hasOwn(KEYS, name);
}

/** A hint that shows how a key may stand in the stack's file. */
export function exampleOf(name: KeyName): string {
  return `for example ${NAMESPACE}:${name}: ${KEYS[name].example}`;
}

/** The paths inside a key to what must be stored encrypted; an empty path is the key itself. */
export function encryptedPaths(name: KeyName): string[][] {
  const schema: v.GenericSchema = KEYS[name].schema;
  return isSecret(schema) ? [[]] : secretPaths(schema);
}

/** Every key, including those inside objects, as people write them: `aspera:server`, `aspera:server.host`. */
export function knownKeys(): string[] {
  return Object.entries(KEYS).flatMap(([name, { schema }]) => [
    `${NAMESPACE}:${name}`,
    ...keysWithin(schema, `${NAMESPACE}:${name}`),
  ]);
}

function keysWithin(schema: v.GenericSchema, path: string): string[] {
  return Object.entries(membersOf(schema) ?? {}).flatMap(([name, member]) => [
    `${path}.${name}`,
    ...keysWithin(member, `${path}.${name}`),
  ]);
}
