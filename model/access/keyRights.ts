import { type LooseStatement, listed, readStatements } from "./readStatements";
import type { Operation } from "./s3Permissions";

/** What a role does with the key of a bucket that encrypts with one (AWS KMS Developer Guide, "How Amazon S3 uses AWS KMS"). */
const NEEDS: Record<Operation, readonly string[]> = {
  upload: ["kms:GenerateDataKey", "kms:Decrypt"],
  download: ["kms:Decrypt"],
  browse: [],
  delete: [],
};

/**
 * The rights on a key that a role needs and the key's policy does not give it. The key's policy
 * must name the role, or its account where the role's own policies give them as well.
 * @param document the key's policy, JSON text.
 * @param roleArn the role that reads and writes the bucket.
 * @param own whether the role's own policies give these rights: then a policy that names its account is enough. Default false.
 */
export function lackingOnKey(
  document: string,
  roleArn: string,
  access: readonly Operation[],
  own = false,
): string[] {
  const needed = [...new Set(access.flatMap((operation) => NEEDS[operation]))];
  const [, partition, , , account = ""] = roleArn.split(":");
  const holders = [roleArn, ...(own ? [account, `arn:${partition}:iam::${account}:root`] : [])];
  const given = (readStatements(document) ?? []).filter(
    (one) => one.Effect === "Allow" && holders.some((arn) => names(one, arn)),
  );
  return needed.filter((right) => !given.some((one) => holds(one, right)));
}

/** By its ARN, or with everybody: a condition that then keeps it out is not looked into. */
function names({ Principal }: LooseStatement, roleArn: string): boolean {
  const named =
    typeof Principal === "object" && Principal !== null && !Array.isArray(Principal)
      ? listed((Principal as { AWS?: unknown }).AWS)
      : listed(Principal);
  return named.includes(roleArn) || named.includes("*");
}

function holds({ Action, NotAction }: LooseStatement, right: string): boolean {
  if (NotAction !== undefined) return !listed(NotAction).some((action) => fits(String(action), right));
  return listed(Action).some((action) => fits(String(action), right));
}

function fits(action: string, right: string): boolean {
  const pattern = action
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${pattern}$`, "i").test(right);
}
