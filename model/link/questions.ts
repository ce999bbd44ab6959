import { mayList, type Operation } from "../access/s3Permissions";

/** What a proof asks of the bucket: what the bought rights include, and nothing else. */
export interface Questions {
  /** List the folder. */
  readonly list: boolean;
  /** Start an upload into the folder, and abort it. */
  readonly upload: boolean;
}

/** The questions that fit these rights. A role that may only delete is asked for nothing: the proof deletes nothing. */
export function questionsOf(access: readonly Operation[]): Questions {
  return { list: mayList(access), upload: access.includes("upload") };
}
