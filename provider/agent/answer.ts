// What the agent says, read strictly: one marked JSON line, or a sentence and a hint.
import * as v from "valibot";
import {
  type ApplyAnswer,
  applyAnswer,
  type ObserveAnswer,
  observeAnswer,
} from "../../model/agent/serverAnswer";
import { type Finding, FindingError, found } from "../../model/findings/finding";
import type { LoginFacts } from "../../model/findings/loginFacts";
import { agentRefused } from "../../model/findings/server/agentRefused";
import { loginHasNoShell } from "../../model/findings/server/loginHasNoShell";
import { loginIsAspshell } from "../../model/findings/server/loginIsAspshell";
import { noAnswer } from "../../model/findings/server/noAnswer";
import { noPerl } from "../../model/findings/server/noPerl";
import { noSudo } from "../../model/findings/server/noSudo";
import { otherVersion } from "../../model/findings/server/otherVersion";
import { sudoNotAllowed } from "../../model/findings/server/sudoNotAllowed";
import { sudoWantsPassword } from "../../model/findings/server/sudoWantsPassword";
import { sudoWantsTerminal } from "../../model/findings/server/sudoWantsTerminal";

/** A finished run of `perl -` on the server. */
export interface AgentRun extends LoginFacts {
  /** Standard output, banners and all. */
  readonly stdout: string;
  /** Standard error. */
  readonly stderr: string;
  /** Exit code; null when the connection ended without one. */
  readonly code: number | null;
}

// What stands between us and the agent. Sources: the messages of sudo 1.8 and 1.9, of the shells' "command not found", and
// of Aspera's restricted shell (it refuses commands other than transfers).
const OBSTACLES: readonly (readonly [RegExp, Finding<LoginFacts>])[] = [
  [/sudo:.*(sorry, you must have a tty|no tty present and no askpass)/, sudoWantsTerminal],
  [
    /sudo:.*(a password is required|a terminal is required|interactive authentication is required)/,
    sudoWantsPassword,
  ],
  [/(is not in the sudoers file|is not allowed to (execute|run))/, sudoNotAllowed],
  [/aspshell|command (is )?not (allowed|permitted)/i, loginIsAspshell],
  [/\bsudo: (command )?not found/, noSudo],
  [/\bperl: (command not found|not found|No such file)/, noPerl],
  [/This account is currently not available/, loginHasNoShell],
];

const MARKER = "aspera-agent: ";

/** The agent, or what stands between us and it, failed. */
function failure(run: AgentRun): FindingError {
  const { place, user, code } = run;
  const lines = run.stderr.split(/\r?\n/);
  const at = lines.map((line) => line.startsWith(MARKER)).lastIndexOf(true);
  if (at >= 0) {
    const hint = lines[at + 1]?.startsWith("hint: ") ? lines[at + 1]?.slice("hint: ".length) : "";
    const sentence = lines[at]?.slice(MARKER.length) ?? "";
    return new FindingError(found(agentRefused, { sentence, hint: hint || "see the server" }));
  }
  const output = `${run.stderr}\n${run.stdout}`;
  const obstacle = OBSTACLES.find(([pattern]) => pattern.test(output))?.[1];
  if (obstacle) return new FindingError(found(obstacle, { place, user }));
  const how = code === null ? "the connection ended" : `exit code ${code}`;
  return new FindingError(found(noAnswer, { place, user, how }));
}

/** Reads an answer of the given form. Throws a FindingError on a failure, and on any other form. */
export function readAnswer<T>(run: AgentRun, schema: v.GenericSchema<unknown, T>): T {
  if (run.code !== 0) throw failure(run);
  const answers = run.stdout.split(/\r?\n/).filter((line) => line.startsWith(`${MARKER}{`));
  if (answers.length === 0) throw failure(run);
  const bad = (got: string) => new FindingError(found(otherVersion, { place: run.place, got }));
  if (answers.length > 1) throw bad(`${answers.length} answers`);
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

/** Reads the answer to an `observe` request. Throws a FindingError on a failure, and on any answer of another form. */
export function parseObserveAnswer(run: AgentRun): ObserveAnswer {
  return readAnswer(run, observeAnswer);
}

/** Reads the answer to an `apply` or `close` request. Throws a FindingError on a failure, and on any other form. */
export function parseApplyAnswer(run: AgentRun): ApplyAnswer {
  return readAnswer(run, applyAnswer);
}
