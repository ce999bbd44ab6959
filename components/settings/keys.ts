import type * as v from "valibot";
import { account } from "./accounts";
import { bucket } from "./bucket";
import { docrootHost, docrootTemplate, takeOver } from "./docroot";
import { externalId } from "./externalId";
import { nodeApi } from "./nodeApi";
import { PRIVATE_KEY, privateKeyComplaint } from "./privateKey";
import { proof, prove } from "./proof";
import { restart } from "./restart";
import { bucketRole, serverRole } from "./roles";
import { entriesOf, flag, text } from "./rules";
import { server, sshPrivateKeyFile, sshPrivateKeyPassphrase } from "./server";
import { side } from "./side";
import { tags } from "./tags";
import { transferUser } from "./users";

/** Namespace of every key, whatever the project is called. */
export const NAMESPACE = "aspera";

/** A key of the stack's configuration. */
export interface Key<Schema extends v.GenericSchema = v.GenericSchema> {
  /** How Pulumi hands it over: text as it is, or JSON text of a boolean or an object. */
  readonly form: "text" | "json";
  readonly schema: Schema;
  /** As it may stand in the stack's file; shown when it is missing or of another form. */
  readonly example: string;
  /** True when it must be stored encrypted. */
  readonly secret?: true;
  /** Text in place of an object is short for an object with only this key. */
  readonly shorthand?: string;
}

function key<Schema extends v.GenericSchema>(description: Key<Schema>): Key<Schema> {
  return description;
}

/** Every key there is, in the order in which faults are told. */
export const KEYS = {
  side: key({ form: "text", schema: side, example: "both" }),
  serverAccount: key({
    form: "json",
    schema: account,
    example: '{id: "111122223333", region: us-east-1, profile: operator}',
  }),
  bucketAccount: key({
    form: "json",
    schema: account,
    example: '{id: "444455556666", region: us-east-1, profile: acme}',
  }),
  serverRole: key({ form: "json", schema: serverRole, example: "{name: aspera-server, create: true}" }),
  bucketRole: key({ form: "json", schema: bucketRole, example: "{name: aspera-acme}" }),
  bucket: key({ form: "json", schema: bucket, example: "{name: acme-media, prefix: incoming/}" }),
  externalId: key({ form: "text", schema: externalId, example: "{secure: ...}", secret: true }),
  transferUser: key({ form: "text", schema: transferUser, example: "acme" }),
  server: key({
    form: "json",
    schema: server,
    example: '{host: aspera.example.com, hostKey: "ssh-ed25519 AAAA..."}',
  }),
  sshPrivateKeyFile: key({ form: "text", schema: sshPrivateKeyFile, example: "~/.ssh/aspera" }),
  sshPrivateKey: key({
    form: "text",
    schema: text(PRIVATE_KEY, privateKeyComplaint),
    example: "{secure: ...}",
    secret: true,
  }),
  sshPrivateKeyPassphrase: key({
    form: "text",
    schema: sshPrivateKeyPassphrase,
    example: "{secure: ...}",
    secret: true,
  }),
  docrootTemplate: key({ form: "text", schema: docrootTemplate, example: "s3://{host}/{bucket}/..." }),
  docrootHost: key({ form: "text", schema: docrootHost, example: "s3.amazonaws.com" }),
  takeOver: key({ form: "text", schema: takeOver, example: '"0123456789abcdef"' }),
  createTransferUserEntry: key({ form: "json", schema: flag(), example: "true" }),
  restart: key({
    form: "json",
    schema: restart,
    example: "{mode: whenIdle, longestWait: 600}",
    shorthand: "mode",
  }),
  prove: key({
    form: "json",
    schema: prove,
    example: "{mode: required, longestWait: 120}",
    shorthand: "mode",
  }),
  nodeApi: key({
    form: "json",
    schema: nodeApi,
    example: "{user: acme, password: {secure: ...}}",
    secret: true,
  }),
  proof: key({ form: "text", schema: proof, example: "full" }),
  tags: key({ form: "json", schema: tags, example: "{owner: media-ops}" }),
} as const;

/** Name of a key, without the namespace. */
export type KeyName = keyof typeof KEYS;

/** What each key's value is once it was read; the keys that were left out or refused are absent. */
export type Values = { [Name in KeyName]?: v.InferOutput<(typeof KEYS)[Name]["schema"]> };

/** True for a name in KEYS. */
export function isKeyName(name: string): name is KeyName {
  return Object.hasOwn(KEYS, name);
}

/** A hint that shows how a key may stand in the stack's file. */
export function exampleOf(name: KeyName): string {
  return `for example ${NAMESPACE}:${name}: ${KEYS[name].example}`;
}

/** Every key with those inside it, as people write them: `aspera:server`, `aspera:server.host`. */
export function knownKeys(): string[] {
  return Object.entries(KEYS).flatMap(([name, { schema }]) => [
    `${NAMESPACE}:${name}`,
    ...within(schema, `${NAMESPACE}:${name}`),
  ]);
}

function within(schema: v.GenericSchema, path: string): string[] {
  return Object.entries(entriesOf(schema) ?? {}).flatMap(([name, entry]) => [
    `${path}.${name}`,
    ...within(entry, `${path}.${name}`),
  ]);
}
