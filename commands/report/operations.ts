import { LINK_OPERATIONS, type LinkOperations } from "../../model/link/results";
import type { Seen } from "./claim";
import type { ReportedOperation } from "./document";

type Operation = ReportedOperation["operation"];

const TRIED: Readonly<Record<Operation, string>> = {
  read: "read back an object of the proof's own",
  write: "start an upload into the folder and abort it; make an object of the proof's own",
  list: "list the folder",
  delete: "delete an object of the proof's own",
  refusedWithoutExternalId: "assume the bucket role without an external ID: must be refused",
  refusedWithWrongExternalId: "assume the bucket role with a random external ID: must be refused",
};

/** What an auditor reads in place of the operation's name. */
export const OPERATION_NAMES: Readonly<Record<Operation, string>> = {
  read: "read",
  write: "write",
  list: "list",
  delete: "delete",
  refusedWithoutExternalId: "without external ID",
  refusedWithWrongExternalId: "with a wrong external ID",
};

/** Those that must be refused. */
const REFUSALS: readonly Operation[] = ["refusedWithoutExternalId", "refusedWithWrongExternalId"];

/** Each operation with its result; none where there is no link, or nothing of it was seen. @param two as in arrows.ts. */
export function reportedOperations(
  operations: LinkOperations | undefined,
  two: boolean,
): ReportedOperation[] {
  if (!operations) return [];
  return LINK_OPERATIONS.filter((name) => two || !REFUSALS.includes(name)).map((operation) => {
    const result = operations[operation];
    return { operation, result: wordOf(operation, result), state: stateOf(result), tried: TRIED[operation] };
  });
}

/** What the operations of one kind come to together. @param refusals those that must be refused; else the others. */
export function operationWords(
  operations: LinkOperations | undefined,
  refusals: boolean,
): { readonly state: Seen; readonly text: string } {
  const own = reportedOperations(operations, true).filter(
    ({ operation }) => REFUSALS.includes(operation) === refusals,
  );
  const [bad, good] = (["bad", "good"] as const).map((state) => own.filter((one) => one.state === state));
  const told = bad?.length ? bad : good;
  const [first] = told ?? [];
  if (!first || !told) return { state: "not seen", text: "not seen" };
  const names = told.map(({ operation }) => OPERATION_NAMES[operation]);
  return { state: first.state, text: `${first.result}: ${names.join(", ")}` };
}

function wordOf(operation: Operation, result: string): string {
  return REFUSALS.includes(operation) && result === "verified" ? "refused, as required" : result;
}

function stateOf(result: string): Seen {
  if (result === "verified") return "good";
  return result === "refused" || result === "open" ? "bad" : "not seen";
}
