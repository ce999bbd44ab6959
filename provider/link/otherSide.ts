import type { Found } from "../../model/findings/finding";
import { bucketMissing } from "../../model/findings/link/bucketMissing";
import { deleteRefused } from "../../model/findings/link/deleteRefused";
import { downloadRefused } from "../../model/findings/link/downloadRefused";
import { listRefused } from "../../model/findings/link/listRefused";
import { uploadRefused } from "../../model/findings/link/uploadRefused";
import type { LinkInputs } from "./properties";

/** What the server meets at a place that the other side gave it no right to. */
const OF_THE_PLACE: readonly string[] = [
  listRefused,
  uploadRefused,
  downloadRefused,
  deleteRefused,
  bucketMissing,
].map(({ code }) => code);

/**
 * What a proof found, with one more thing to look at where another company makes the role: it may be made for another place.
 * Neither side sees the other's settings, so this is where it shows that they do not agree.
 */
export function withOtherSide(
  wrong: Found | undefined,
  { awaits, bucket, prefix = "" }: LinkInputs,
): Found | undefined {
  if (!wrong || awaits === undefined || !OF_THE_PLACE.includes(wrong.code)) return wrong;
  const hint =
    `${wrong.hint}\nor the owner of account ${awaits} made the role for another bucket or folder than ${bucket}/${prefix}: both ` +
    "sides must name the same place (docs/two-companies.md)";
  return { ...wrong, hint };
}
