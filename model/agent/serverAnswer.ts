// What the agent answers when it has looked at a server, or changed it: the form of its one JSON line.
import * as v from "valibot";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** What aspera.conf lets the user do, and who says so. */
const right = v.picklist([
  "allowed",
  "denied by the user's entry",
  "denied by a group",
  "denied by the default section",
  "unclear",
]);
/** Whether aspera.conf lets the user transfer one way, only with a token, or not, and who says so. */
const authorization = v.picklist([
  ...right.options,
  "token by the user's entry",
  "token by a group",
  "token by the default section",
]);
/** Somebody else in aspera.conf whose docroot has something of ours. */
const sharer = v.strictObject({
  holder: v.picklist(["user", "group", "default"]),
  /** Empty for the default section. */
  name: v.string(),
  shares: v.array(v.picklist(["docroot", "role", "external ID"])),
});
const fingerprint = v.pipe(v.string(), v.regex(/^([0-9a-f]{16}|none)$/));

export const observeAnswer = v.strictObject({
  protocol: v.literal(1),
  /** Docroot of the user, masked; empty when there is none. */
  docroot: v.string(),
  /** Whether the raw docroot is the wanted one. */
  same: v.boolean(),
  owner: v.picklist(["ours", "another", "none"]),
  /** First 16 hex digits of SHA-256 over the raw docroot, or `none`. */
  fingerprint,
  transferUserEntry: v.picklist(["present", "missing in aspera.conf"]),
  systemUser: v.picklist(["present", "missing on the server"]),
  /** `answers, restart pending`: aspera.conf was changed, by whomever, and asperanoded has not been started since. */
  asperanoded: v.picklist([
    "answers",
    "answers, restart pending",
    "stopped",
    "running, does not answer",
    "not installed",
  ]),
  asperatrapd: v.picklist(["running", "stopped", "disabled", "not installed", "unknown"]),
  s3Traffic: v.picklist(["https", "http", "unknown"]),
  /** Running transfers; null when this login cannot see other users' processes. */
  transfers: v.nullable(count),
  /** Id of the EC2 instance, as its metadata says; empty where that is not asked, or nobody tells. */
  instance: v.string(),
  /** Whether the agent is where it was kept for the Command. */
  agent: v.picklist(["ready", "missing", "not asked"]),
  /** Users that aspera.conf names. */
  usersServed: count,
  /** Their names, the first 50. */
  users: v.array(v.string()),
  /** What runs there, as `ascp -A` names it, else the package's name; `unknown` when nobody says. */
  product: v.string(),
  /** Version of that, as it is written there; `unknown` likewise. */
  version: v.string(),
  /** Last day of Aspera's licence as `ascp -A` prints it, `2027-01-31`; empty where it names none. */
  licenceUntil: v.pipe(v.string(), v.regex(/^(\d{4}-\d{2}-\d{2})?$/)),
  /** What keeps apply from changing this docroot, one sentence; empty when nothing does. */
  problem: v.string(),
  /**
   * Docroots of the user that count for clients at one address alone (`<absolute peer_ip="...">`), masked, the first 50.
   * None of them is `docroot`.
   */
  conditional: v.array(v.strictObject({ peerIp: v.string(), docroot: v.string() })),
  /** `read_allowed`, `write_allowed` and `dir_allowed` as they work for the user: own, else a group's, else the default's. */
  rights: v.strictObject({ read: right, write: right, dir: right }),
  /** Those that the request asked for and that are denied or unclear; empty for a user without an entry. */
  rightsLacking: v.array(v.picklist(["read", "write", "dir"])),
  /** `authorization/transfer/in` and `out`: uploads to the server, downloads from it. Own value first, as with the rights. */
  authorization: v.strictObject({ in: authorization, out: authorization }),
  /** Others whose docroot leads to our folder, or names our role or our external ID, the first 50. */
  sharing: v.array(sharer),
  /** Mode of aspera.conf, `0644` for one; `unknown` when it cannot be read. */
  confMode: v.string(),
  /** Who may write to aspera.conf beside root and Aspera's own users: `user bob`, `group media`, `everybody`. */
  confWriters: v.array(v.string()),
});

export const applyAnswer = v.strictObject({
  protocol: v.literal(1),
  changed: v.boolean(),
  /** What was done to asperanoded. `pending`: nothing yet, a restart is owed. */
  restarted: v.picklist(["systemctl", "service", "init.d", "reload", "no", "pending"]),
  transfers: v.nullable(count),
  usersServed: count,
  /** File name of the backup beside aspera.conf; empty when nothing was changed. */
  backup: v.string(),
  docroot: v.string(),
  fingerprint,
  /** Why nothing was changed, or why the service was started; else empty. */
  reason: v.string(),
});

export const keepAnswer = v.strictObject({
  protocol: v.literal(1),
  /** Absolute path of the file that holds the agent. */
  file: v.string(),
});

/** What `observe` saw. All keys are always there. */
export type ObserveAnswer = v.InferOutput<typeof observeAnswer>;
/** What `apply` or `close` did. All keys are always there. */
export type ApplyAnswer = v.InferOutput<typeof applyAnswer>;
