import { createHash } from "node:crypto";

/**
 * The fingerprint by which a docroot is named without being told: the first 16 hex digits of SHA-256 over its raw text,
 * as the agent computes it. `none` for an empty one.
 */
export function fingerprint(docroot: string): string {
  return docroot === "" ? "none" : createHash("sha256").update(docroot, "utf8").digest("hex").slice(0, 16);
}
