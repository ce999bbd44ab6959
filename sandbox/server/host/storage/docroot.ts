/*
 * Stand-in for how the vendor's object storage reads a docroot. It proves our reading of the grammar, not IBM's: the names
 * iam-role.arn, iam-role.external-id and iam-role.session-name are in IBM's ascp 3.9, but `?` before them and `&` between them are our reading
 * (docs/docroot.md). Not supported: stored keys, storage classes, encryption, other clouds, several buckets, substitutions
 * such as $(name).
 */

/** A parsed docroot in S3. */
export interface S3Docroot {
  /** Host of the storage, such as s3.amazonaws.com. */
  host: string;
  bucket: string;
  /** Folder in the bucket: empty, or with a slash at its end and none at its start. */
  prefix: string;
  /** Role to assume; undefined for the instance's own role. */
  roleArn?: string;
  /** External ID to assume it with. */
  externalId?: string;
  /** Name of the session; undefined for the server's own choice. */
  sessionName?: string;
}

const OPTIONS = new Set(["iam-role.arn", "iam-role.external-id", "iam-role.session-name"]);

function decoded(text: string, what: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error(`the ${what} of the docroot is not well percent-encoded`);
  }
}

/**
 * Reads `s3://HOST/BUCKET/PREFIX?iam-role.arn=ARN&iam-role.external-id=ID`, or the same without options for the
 * instance's own role.
 * @param docroot raw, with XML's escapes resolved
 * @throws for anything else; the message has no values, since they may be secret
 */
export function readDocroot(docroot: string): S3Docroot {
  const match = /^s3:\/\/([^/?@]+)\/([^/?]+)(\/[^?]*)?(?:\?(.*))?$/.exec(docroot);
  if (!match) {
    const withKeys = /^s3:\/\/[^/]*@/.test(docroot);
    const kind = withKeys
      ? "one with stored keys"
      : docroot.startsWith("/")
        ? "a folder of the server"
        : "another form";
    throw new Error(`expected a docroot of the form s3://HOST/BUCKET/PREFIX?OPTIONS, got ${kind}`);
  }
  const [, host = "", bucket = "", path = "", query] = match;
  const options = new Map<string, string>();
  for (const part of query ? query.split("&") : []) {
    const [key = "", value = ""] = part.split(/=(.*)/s);
    if (!OPTIONS.has(key))
      throw new Error(`the docroot has an option that the stand-in does not know: ${key}`);
    options.set(key, decoded(value, key));
  }
  const prefix = decoded(path.slice(1), "path");
  const roleArn = options.get("iam-role.arn");
  const externalId = options.get("iam-role.external-id");
  if (externalId !== undefined && roleArn === undefined)
    throw new Error("the docroot has an external ID but no role");
  return {
    host,
    bucket: decoded(bucket, "bucket"),
    prefix: prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`,
    roleArn,
    externalId,
    sessionName: options.get("iam-role.session-name"),
  };
}

/**
 * Key of the object for a path as a client writes it; `..` cannot leave the docroot.
 * @param path slash-separated, with or without a leading slash; empty for the folder itself
 */
export function objectKey(docroot: S3Docroot, path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) throw new OutsideDocroot(path);
  }
  return docroot.prefix + parts.join("/");
}

/** A path that leads out of the docroot. */
export class OutsideDocroot extends Error {
  constructor(path: string) {
    super(`${path} is outside of the docroot`);
  }
}
