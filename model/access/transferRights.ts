import { OPERATIONS, type Operation } from "./s3Permissions";

/** A right in aspera.conf: `read_allowed`, `write_allowed`, `dir_allowed`. */
export type TransferRight = "read" | "write" | "dir";

/** Every right, in the order in which they are shown. */
export const TRANSFER_RIGHTS: readonly TransferRight[] = ["read", "write", "dir"];

const NEEDS: Record<Operation, TransferRight> = {
  upload: "write",
  download: "read",
  browse: "dir",
  delete: "write",
};

/**
 * What aspera.conf must let a transfer user do, so that it can use what the link's role may do in the bucket.
 * @param access operations of the link.
 * @param fullAccess whether the link may do everything, whatever `access` says.
 */
export function transferRights(access: readonly Operation[], fullAccess = false): TransferRight[] {
  const needed = new Set((fullAccess ? OPERATIONS : access).map((operation) => NEEDS[operation]));
  return TRANSFER_RIGHTS.filter((right) => needed.has(right));
}
