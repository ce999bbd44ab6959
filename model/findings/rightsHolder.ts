import type { Owner } from "./finding";

/** The roles of a link. */
export interface LinkRoles {
  /** ARN of the role that the server carries. */
  readonly serverRoleArn: string;
  /** ARN of the role that it assumes; left out in one account, where the server role holds the rights itself. */
  readonly bucketRoleArn?: string;
}

/** The role that holds the rights on the bucket, and who can change them. */
export function rightsHolder({ serverRoleArn, bucketRoleArn }: LinkRoles): { role: string; owner: Owner } {
  return bucketRoleArn === undefined
    ? { role: serverRoleArn, owner: "server account" }
    : { role: bucketRoleArn, owner: "bucket account" };
}
