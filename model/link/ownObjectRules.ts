import { found } from "../findings/finding";
import { deleteRefused } from "../findings/link/deleteRefused";
import { downloadRefused } from "../findings/link/downloadRefused";
import { objectNotRemoved } from "../findings/link/objectNotRemoved";
import { uploadRefused } from "../findings/link/uploadRefused";
import { answerOf, type Rule, unreachableOrUnexpected } from "./rule";

/** Deleting is asked before anything is made. What was made and stays is told before what else went wrong with it. */
export const deletingOwnObject: Rule = (seen, facts) => {
  if (seen.delete === "refused") return found(deleteRefused, { ...facts, because: seen.because.delete });
  if (seen.delete !== "done" && seen.delete !== "not asked")
    return unreachableOrUnexpected("S3", "DeleteObject", facts, seen.delete);
  const { put, removed } = seen;
  if (removed === "done" || (removed === "not asked" && put !== "done")) return undefined;
  return found(objectNotRemoved, { ...facts, answer: answerOf(removed) });
};

/** The object that the proof made, read back. */
export const readingOwnObject: Rule = ({ put, get, because }, facts) => {
  if (put === "not asked") return undefined;
  if (put === "refused")
    return found(uploadRefused, { ...facts, action: "s3:PutObject", because: because.put });
  if (put !== "done") return unreachableOrUnexpected("S3", "PutObject", facts, put);
  if (get === "refused") return found(downloadRefused, { ...facts, because: because.get });
  return get === "done" ? undefined : unreachableOrUnexpected("S3", "GetObject", facts, get);
};
