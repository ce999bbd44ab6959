import { docrootTexts } from "../../model/docroot/docrootTexts";
import { keptAgentInput } from "../agent/loader";
import { requestLines } from "../agent/request";
import type { DocrootInputs, DocrootState } from "./properties";

/** What the Command is asked: to set the docroot, or where that is not to be switched yet, to look. */
type Wish = DocrootInputs & Pick<DocrootState, "expect" | "nonce">;

/** Standard input of the Command that applies a docroot. @param agentFile where the agent is kept on the server. */
export function applyRequest(wish: Wish, agentFile: string): string {
  return keptAgentInput(agentFile, linesOf(wish));
}

/** Whether the Command would be asked the same. */
export function asksTheSame(one: Wish, other: Wish): boolean {
  return linesOf(one) === linesOf(other);
}

function linesOf(wish: Wish): string {
  const { connection, transferUser, waiting, expect, nonce, nodeApi, createTransferUserEntry } = wish;
  const { uri, externalId, mark } = docrootTexts(wish);
  const common = { root: connection.asperaRoot, user: transferUser, docroot: uri, externalId, mark };
  if (waiting) return requestLines({ mode: "observe", ...common });
  return requestLines({
    mode: "apply",
    ...common,
    expect,
    nonce,
    nodeUser: nodeApi?.user,
    nodePassword: nodeApi?.password,
    createEntry: createTransferUserEntry,
    rights: wish.rights,
    ...wish.restart,
  });
}
