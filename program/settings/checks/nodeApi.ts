import { mayList } from "../../../model/access/s3Permissions";
import type { Values } from "../schema/keys";
import type { Refuse } from "../schema/refuse";

/** Refuses a node user that is to list a docroot whose role may not list: every `up` would undo itself. */
export function checkNodeApi({ bucket, nodeApi }: Values, refuse: Refuse): void {
  if (!nodeApi || !bucket || mayList(bucket.access)) return;
  refuse("nodeApi", {
    expected: "`access` in aspera:bucket that includes listing: upload, download or browse",
    got: `access: [${bucket.access.join(", ")}]`,
    hint: "add browse to `access`, or remove aspera:nodeApi: the node user lists the docroot",
  });
}
