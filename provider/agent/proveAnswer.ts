import { type ProveAnswer, proveAnswer } from "../../model/agent/proveAnswer";
import { type AgentRun, readAnswer } from "./answer";

/** Reads the answer to a proof. Throws a FindingError on a failure, and on any answer of another form. */
export function parseProveAnswer(run: AgentRun): ProveAnswer {
  return readAnswer(run, proveAnswer);
}
