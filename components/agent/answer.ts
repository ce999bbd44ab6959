// What the agent says, read strictly: one marked JSON line, or a sentence and a hint.
import * as v from "valibot";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const fingerprint = v.pipe(v.string(), v.regex(/^([0-9a-f]{16}|none)$/));

const observeAnswer = v.strictObject({
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
  /** `answers, restart pending`: aspera.conf was changed by us and asperanoded has not been started since. */
  asperanoded: v.picklist([
    "answers",
    "answers, restart pending",
    "stopped",
    "running, does not answer",
    "not installed",
  ]),
  asperatrapd: v.picklist(["running", "stopped", "disabled", "not installed"]),
  s3Traffic: v.picklist(["https", "http", "unknown"]),
  /** Running transfers; null when this login cannot see other users' processes. */
  transfers: v.nullable(count),
  /** Users that aspera.conf names. */
  usersServed: count,
  /** Their names, the first 50. */
  users: v.array(v.string()),
  /** What runs there, as `ascp -A` names it, else the package's name; `unknown` when nobody says. */
  product: v.string(),
  /** Version of that, as it is written there; `unknown` likewise. */
  version: v.string(),
  /** What keeps apply from changing this docroot, one sentence; empty when nothing does. */
  problem: v.string(),
});

const applyAnswer = v.strictObject({
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

/** What `observe` saw. All keys are always there. */
export type ObserveAnswer = v.InferOutput<typeof observeAnswer>;
/** What `apply` or `close` did. All keys are always there. */
export type ApplyAnswer = v.InferOutput<typeof applyAnswer>;

/** A finished run of `perl -` on the server. */
export interface AgentRun {
  /** Standard output, banners and all. */
  stdout: string;
  /** Standard error. */
  stderr: string;
  /** Exit code; null when the connection ended without one. */
  code: number | null;
}

/** The agent, or the way to it, failed: one lower-case sentence, and a line `hint: ...` in the message. */
export class AgentError extends Error {
  override readonly name = "AgentError";
  constructor(
    /** What went wrong, one sentence. */
    readonly sentence: string,
    /** What to do next. */
    readonly hint: string,
    /** `agent`: said by the agent; `way`: by sudo, the login shell or Perl, before the agent could run. */
    readonly by: "agent" | "way",
  ) {
    super(`${sentence}\nhint: ${hint}`);
  }
}

// What stands between us and the agent, each with a sentence of its own. Sources: the messages of sudo 1.8 and 1.9,
// of the shells' "command not found", and of Aspera's restricted shell (it refuses commands other than transfers).
const OBSTACLES: [RegExp, string, string][] = [
  [
    /sudo:.*(sorry, you must have a tty|no tty present and no askpass)/,
    "sudo on the server wants a terminal (requiretty) or a password",
    "add `Defaults:LOGIN !requiretty` and a NOPASSWD rule for perl to the server's sudoers",
  ],
  [
    /sudo:.*(a password is required|a terminal is required|interactive authentication is required)/,
    "sudo on the server asks for a password",
    "add a NOPASSWD rule for perl to the server's sudoers, or log in as root",
  ],
  [
    /(is not in the sudoers file|is not allowed to (execute|run))/,
    "this login may not use sudo on the server",
    "add a NOPASSWD rule for perl to the server's sudoers, or log in as root",
  ],
  [
    /aspshell|command (is )?not (allowed|permitted)/i,
    "the login's shell on the server is aspshell, which runs transfers only",
    "log in as an administrator, not as a transfer user",
  ],
  [/\bsudo: (command )?not found/, "there is no sudo on the server", "log in as root, or install sudo"],
  [
    /\bperl: (command not found|not found|No such file)/,
    "there is no perl on the server",
    "install perl (an Aspera server needs it anyway)",
  ],
  [/This account is currently not available/, "the login has no shell on the server", "use another login"],
];

const MARKER = "aspera-agent: ";

function failure(run: AgentRun): AgentError {
  const lines = run.stderr.split(/\r?\n/);
  const at = lines.map((line) => line.startsWith(MARKER)).lastIndexOf(true);
  if (at >= 0) {
    const hint = lines[at + 1]?.startsWith("hint: ") ? lines[at + 1]?.slice("hint: ".length) : "";
    return new AgentError(lines[at]?.slice(MARKER.length) ?? "", hint || "see the server", "agent");
  }
  const said = `${run.stderr}\n${run.stdout}`;
  for (const [pattern, sentence, hint] of OBSTACLES) {
    if (pattern.test(said)) return new AgentError(sentence, hint, "way");
  }
  const how = run.code === null ? "the connection ended" : `exit code ${run.code}`;
  return new AgentError(
    `expected an answer of the agent, got none (${how})`,
    "run `perl -v` on the server with the same login, and with `sudo -n` where sudo is used",
    "way",
  );
}

/** Reads an answer of the given form. Throws an AgentError on a failure, and on any other form. */
export function readAnswer<T>(run: AgentRun, schema: v.GenericSchema<unknown, T>): T {
  if (run.code !== 0) throw failure(run);
  const answers = run.stdout.split(/\r?\n/).filter((line) => line.startsWith(`${MARKER}{`));
  if (answers.length === 0) throw failure(run);
  const bad = (what: string) =>
    new AgentError(
      `expected one answer of the agent in the agreed form, got ${what}`,
      "program and agent must be of one version",
      "way",
    );
  if (answers.length > 1) throw bad(`${answers.length}`);
  let json: unknown;
  try {
    json = JSON.parse(answers[0]?.slice(MARKER.length) ?? "");
  } catch {
    throw bad("no JSON");
  }
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) {
    const paths = parsed.issues.map((issue) => v.getDotPath(issue) ?? "the whole");
    throw bad(`something else at ${[...new Set(paths)].join(", ")}`);
  }
  return parsed.output;
}

/** Reads the answer to an `observe` request. Throws an AgentError on a failure, and on any answer of another form. */
export function parseObserveAnswer(run: AgentRun): ObserveAnswer {
  return readAnswer(run, observeAnswer);
}

/** Reads the answer to an `apply` or `close` request. Throws an AgentError on a failure, and on any other form. */
export function parseApplyAnswer(run: AgentRun): ApplyAnswer {
  return readAnswer(run, applyAnswer);
}
