// What the agent says, read strictly: one marked JSON line, or a sentence and a hint.
import * as v from "valibot";
import {
  type ApplyAnswer,
  applyAnswer,
  keepAnswer,
  type ObserveAnswer,
  observeAnswer,
} from "../../model/agent/serverAnswer";
import { type Finding, FindingError, found } from "../../model/findings/finding";
import type { LoginFacts, RefusedLogin } from "../../model/findings/loginFacts";
import { agentRefused } from "../../model/findings/server/agentRefused";
import { noAnswer } from "../../model/findings/server/noAnswer";
import { otherVersion } from "../../model/findings/server/otherVersion";
import { fitLine, fitToShow } from "../../model/text/fitToShow";
import { obstacleIn } from "./obstacle";

/** A finished run of `perl -` on the server. */
export interface AgentRun extends LoginFacts {
  /** Standard output, banners and all. */
  readonly stdout: string;
  /** Standard error. */
  readonly stderr: string;
  /** Exit code; null when the connection ended without one. */
  readonly code: number | null;
  /** What was sent and is never told, should the server send it back; default nothing. */
  readonly hidden?: readonly string[];
}

const MARKER = "aspera-agent: ";

/** The agent, or what stands between us and it, failed. */
function failure(run: AgentRun): FindingError {
  const { place, user, code, hidden } = run;
  const lines = run.stderr.split(/\r?\n/);
  const at = lines.map((line) => line.startsWith(MARKER)).lastIndexOf(true);
  if (at >= 0) {
    const hint = lines[at + 1]?.startsWith("hint: ") ? lines[at + 1]?.slice("hint: ".length) : "";
    const sentence = lines[at]?.slice(MARKER.length) ?? "";
    return new FindingError(
      found(agentRefused, { sentence: fitToShow(sentence), hint: fitToShow(hint || "see the server") }),
    );
  }
  const shown = (line: string) => fitLine(line, hidden).replace(/[.\s]+$/, "");
  const obstacle = obstacleIn(run);
  if (obstacle)
    return new FindingError(
      found(obstacle.kind as Finding<RefusedLogin>, { place, user, line: shown(obstacle.line) }),
    );
  const how = code === null ? "the connection ended" : `exit code ${code}`;
  const output = `${run.stdout}\n${run.stderr}`.split(/\r?\n/);
  const last = output.filter((line) => line.trim() !== "" && !line.startsWith(MARKER)).at(-1);
  const line = shown(last ?? "");
  return new FindingError(found(noAnswer, { place, user, how, line }));
}

/** Longest text in an answer; a docroot has at most 8192 bytes. */
const LONGEST_TEXT = 32_768;

/** Reads an answer of the given form. Throws a FindingError on a failure, and on any other form. */
export function readAnswer<T>(run: AgentRun, schema: v.GenericSchema<unknown, T>): T {
  if (run.code !== 0) throw failure(run);
  const answers = run.stdout.split(/\r?\n/).filter((line) => line.startsWith(`${MARKER}{`));
  if (answers.length === 0) throw failure(run);
  const bad = (got: string) => new FindingError(found(otherVersion, { place: run.place, got }));
  if (answers.length > 1) throw bad(`${answers.length} answers`);
  let json: unknown;
  try {
    json = JSON.parse(answers[0]?.slice(MARKER.length) ?? "", (_key, value) =>
      typeof value === "string" ? fitToShow(value, LONGEST_TEXT) : value,
    );
  } catch {
    throw bad("no JSON");
  }
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) {
    const paths = parsed.issues.map((issue) => v.getDotPath(issue) ?? "the whole");
    throw bad(fitToShow(`something else at ${[...new Set(paths)].join(", ")}`, 200));
  }
  return parsed.output;
}

/** Reads the answer to an `observe` request. Throws a FindingError on a failure, and on any answer of another form. */
export function parseObserveAnswer(run: AgentRun): ObserveAnswer {
  return readAnswer(run, observeAnswer);
}

/** Reads the answer to a `keep` request: where the agent is. Throws a FindingError on a failure, and on any other form. */
export function parseKeepAnswer(run: AgentRun): string {
  return readAnswer(run, keepAnswer).file;
}

/** Reads the answer to an `apply` or `close` request. Throws a FindingError on a failure, and on any other form. */
export function parseApplyAnswer(run: AgentRun): ApplyAnswer {
  return readAnswer(run, applyAnswer);
}
