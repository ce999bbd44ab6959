import type { Operation } from "../../../model/access/s3Permissions";
import type { Found } from "../../../model/findings/finding";
import { assumeRefused } from "../../../model/findings/link/assumeRefused";
import { bucketMissing } from "../../../model/findings/link/bucketMissing";
import { listRefused } from "../../../model/findings/link/listRefused";
import { uploadRefused } from "../../../model/findings/link/uploadRefused";
import { questionsOf } from "../../../model/link/questions";

/** What a proof says of a link that should be dead. */
export interface Death {
  /** `refused`: AWS refused the server. `stands`: it did not. `not proven`: the proof came to neither. */
  readonly outcome: "refused" | "stands" | "not proven";
  readonly said: string;
}

/** What AWS itself answers to a server that has no way to the bucket any more. */
const REFUSALS: readonly string[] = [assumeRefused, listRefused, uploadRefused, bucketMissing].map(
  ({ code }) => code,
);

/**
 * Reads a proof the other way round. Only AWS's own refusal counts: a server that cannot be reached, or that carries no
 * role, says nothing about the rights.
 * @param wrong what the proof found to be wrong; undefined when the link stands.
 * @param link what may be asked: without a role to assume, rights that no question fits.
 */
export function deathOf(
  wrong: Found | undefined,
  { access, assumes }: { readonly access: readonly Operation[]; readonly assumes: boolean },
): Death {
  if (wrong)
    return {
      outcome: REFUSALS.includes(wrong.code) ? "refused" : "not proven",
      said: `${wrong.text} [${wrong.code}]`,
    };
  const { list, upload } = questionsOf({ access });
  return assumes || list || upload
    ? { outcome: "stands", said: "the server reaches the bucket" }
    : {
        outcome: "not proven",
        said: "this proof deletes nothing, and so has no question for the right to delete alone",
      };
}
