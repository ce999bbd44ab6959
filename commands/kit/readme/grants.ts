import { addedByVendor, mayList, type Operation, type S3Access } from "../../../model/access/s3Permissions";
import { code } from "./markdown";

/** What each word lets the server do, in the customer's words. */
const MAY: Readonly<Record<Operation, string>> = {
  upload: "write files there, over one of the same name too, and go on with or give up its own uploads",
  download: "read files there",
  browse: "list what is there",
  delete: "delete files there",
};

/** What the server can do and see, a line each. */
export function canDo(s3: S3Access): string[] {
  if (s3.fullAccess)
    return [
      `everything in bucket ${code(s3.bucket)}, its settings, policy and deletion included (full access)`,
    ];
  const listed = mayList(s3.access) && !s3.access.includes("browse");
  const added = s3.vendorRights ? addedByVendor(s3.access) : [];
  return [
    ...s3.access.map((operation) => MAY[operation]),
    ...(listed ? ["list what is there, which a transfer does first"] : []),
    ...(added.length > 0 ? [`more, by IBM's own table of rights: ${added.map(code).join(", ")}`] : []),
    "ask in which region the bucket is",
    ...(s3.access.some((operation) => operation === "upload" || operation === "delete") || s3.vendorRights
      ? ["list the names of uploads that are under way, in the whole bucket: S3 cannot bind that to a folder"]
      : []),
  ];
}

/** What it cannot. @param whose how the bucket's owner is spoken of; default: as the reader. */
export function cannotDo(
  { fullAccess, prefix, access, vendorRights }: S3Access,
  whose = { of: "of yours", account: "your account" },
): string[] {
  const widely = fullAccess || vendorRights;
  const words: Readonly<Record<string, string>> = {
    download: "read a file",
    upload: "write a file",
    delete: "delete a file",
  };
  const lacking = widely ? [] : Object.keys(words).filter((word) => !access.includes(word as Operation));
  return [
    ...lacking.map((word) => words[word] ?? ""),
    ...(prefix === "" || fullAccess ? [] : ["see, read or change anything outside that folder"]),
    ...(fullAccess ? [] : ["read or change the bucket's policy, settings, versions or access lists"]),
    `reach any other bucket, account or service ${whose.of}; the rights hold for buckets of ${whose.account} alone`,
    "keep a key: it gets credentials for an hour at most, from AWS, each time",
  ];
}

/** The place, in words. */
export function placeOf({ bucket, prefix, fullAccess }: S3Access): string {
  return prefix === "" || fullAccess
    ? `bucket ${code(bucket)}`
    : `folder ${code(prefix)} of bucket ${code(bucket)}`;
}
