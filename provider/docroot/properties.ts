import * as v from "valibot";
import { TRANSFER_RIGHTS } from "../../model/access/transferRights";
import { property, secretText } from "../../model/schema/property";
import { serverConnection } from "../../model/ssh/connection";
import { nodeApi, restart } from "./applyProperties";

/**
 * What the Docroot resource is told, what it sees, and what it remembers. What is seen is an input whose wanted value is
 * a constant (`reachable`, `answers`), so that the engine shows a difference as an ordinary property diff.
 */

/** Where a docroot leads, and how it is written. */
export const docrootPlace = v.object({
  bucket: property(v.string(), "Name of the bucket."),
  prefix: v.optional(
    property(v.string(), "Folder inside the bucket, ending with a slash; default: the whole bucket."),
  ),
  bucketRoleArn: v.optional(
    property(v.string(), "ARN of the role that the server assumes; left out in one account."),
  ),
  externalId: v.optional(secretText("What the server presents to assume it; left out in one account.")),
  sessionName: v.optional(
    property(
      v.string(),
      "Name of the session of that role, in the bucket owner's CloudTrail; default: the server's own choice.",
    ),
  ),
  template: v.optional(
    property(v.string(), "Text of the docroot with placeholders, in place of the default."),
  ),
  storageHost: v.optional(property(v.string(), "Host of the object storage; default `s3.amazonaws.com`.")),
});

/** What a program says of a docroot. */
export const docrootInputs = v.object({
  connection: property(serverConnection, "How the server is reached."),
  transferUser: property(v.string(), "System user in aspera.conf whose docroot this is."),
  ...docrootPlace.entries,
  createTransferUserEntry: v.optional(
    property(
      v.boolean(),
      "Whether a user that aspera.conf lacks is added to it; default false: that is refused.",
    ),
  ),
  rights: v.optional(
    property(
      v.array(v.picklist(TRANSFER_RIGHTS)),
      "What aspera.conf should let the user do: `read`, `write`, `dir`; default: nothing is said of it.",
    ),
  ),
  metadata: v.optional(
    property(
      v.string(),
      "Address of the instance metadata service, without path; default: the server is not asked which instance it is.",
    ),
  ),
  transferTokens: v.optional(
    property(
      v.boolean(),
      "Whether the user's transfers are meant to come with tokens; default false: one that aspera.conf demands is told.",
    ),
  ),
  waiting: v.optional(
    property(
      v.boolean(),
      "Whether the link has still to stand for the first time: the docroot is then looked at and not switched; default false.",
    ),
  ),
  restart: v.optional(restart),
  nodeApi: v.optional(nodeApi),
  takeOver: v.optional(
    property(v.string(), "Fingerprint of a foreign docroot that may be replaced once; default: none may."),
  ),
});

/** What is observed on the server, in the words that people read in a diff. */
export const observedProperties = v.object({
  server: property(v.string(), "`reachable`, or why not."),
  identity: property(
    v.string(),
    "`the same server`, or which instance answers in place of the one that was set up.",
  ),
  docroot: property(
    v.string(),
    "The docroot with its secrets masked; `(none)` when the user has none of its own.",
  ),
  transferUserEntry: property(v.string(), "`present`, or `missing in aspera.conf`."),
  systemUser: property(v.string(), "`present`, or `missing on the server`."),
  asperanoded: property(
    v.string(),
    "`answers`, or what else asperanoded does; `answers, restart pending` where aspera.conf is newer than its start.",
  ),
  asperatrapd: property(
    v.string(),
    "`running`, or what else the object storage daemon does; `unknown` where 4.4 or newer may do without.",
  ),
  s3Traffic: property(v.string(), "`https`, `http` or `unknown`: how the object storage daemon talks to S3."),
  agent: property(
    v.string(),
    "`ready`, or `missing`: whether the agent is where it was kept on the server, for the Command that applies the docroot.",
  ),
});

/** What the resource remembers beside its inputs. */
export const docrootOutputs = v.object({
  // Secret, since they are plain hashes over a text that holds the external ID: one that can be guessed is found in a second.
  fingerprint: secretText("Fingerprint of the docroot that was seen last."),
  expect: secretText("Fingerprint that the server's docroot must have when it is next changed."),
  nonce: property(
    v.string(),
    "Another text whenever the server has something to repair: what makes the apply Command run.",
  ),
  leftBehind: secretText(
    "The docroots that a move left behind, as JSON: to be closed once this one is in place.",
  ),
  wantedBefore: v.optional(
    secretText(
      "The docroots that were wanted of the same user on the same server since one was last seen in place, as JSON: one of them may be what is there, so a move leaves them, too. Left out for none.",
    ),
  ),
  agentFile: property(v.string(), "Where the agent is kept on the server."),
  request: secretText(
    "Standard input of the Command that applies the docroot: what starts the agent, and what it is asked.",
  ),
  instance: property(
    v.string(),
    "Id of the EC2 instance that was set up, as its metadata said; empty where it is not known.",
  ),
  leaves: property(v.array(v.string()), "The same as they may be shown: `acme on aspera.example.com:33001`."),
  // Of outputs alone: an input that is another at every look would be a difference at every look.
  lastSeen: property(
    v.string(),
    "When the server last answered, in UTC, `2026-11-26T15:15:16Z`: what is observed is as of then.",
  ),
  licenceUntil: property(
    v.string(),
    "Last day of Aspera's licence as the server said then, `2027-01-31`; empty where it names none.",
  ),
});

export type DocrootInputs = v.InferOutput<typeof docrootInputs>;
export type ObservedProperties = v.InferOutput<typeof observedProperties>;
/** The inputs as the engine keeps them: with what is wanted of everything that is observed. */
export type CheckedInputs = DocrootInputs & ObservedProperties;
/** What is remembered. The time is the resource's to add (lastSeen.ts); a state that was written before there was one lacks it. */
export type DocrootState = CheckedInputs &
  Omit<v.InferOutput<typeof docrootOutputs>, "lastSeen" | "licenceUntil"> & {
    readonly lastSeen?: string;
    readonly licenceUntil?: string;
  };

/** The same before it is known how the Command is told. */
export type DecidedState = Omit<DocrootState, "agentFile" | "request">;

/** What is said of a docroot while its link waits. */
export const NOT_SWITCHED = "not switched yet";

/** What must be so, whatever the stack: the constants of a clean preview. */
export const ALL_WELL = {
  server: "reachable",
  identity: "the same server",
  transferUserEntry: "present",
  systemUser: "present",
  asperanoded: "answers",
  asperatrapd: "running",
  s3Traffic: "https",
  agent: "ready",
} as const;
