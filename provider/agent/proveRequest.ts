// What the agent is asked to prove. The request travels like every other: `key value` lines behind the program.
import { encodeValue } from "./request";

/** A proof of one link, run with the server's own credentials. Everything in it comes from here, nothing from the server. */
export interface ProveRequest {
  /** Aspera's folder. */
  readonly root: string;
  readonly user: string;
  /** External ID of ours, raw; a secret; empty in one account. */
  readonly externalId: string;
  /** Address of the instance metadata service, without path: `http://169.254.169.254`. */
  readonly metadata: string;
  /** Address of STS, without path. */
  readonly sts: string;
  /** Address of S3, without path; buckets are named in the path. */
  readonly s3: string;
  /** Region that requests are signed for. */
  readonly region: string;
  /** ARN of the role that the server must carry. */
  readonly serverRole: string;
  /** ARN of the role that it assumes; empty: it uses the bucket as the server role, and the refusals are not asked. */
  readonly bucketRole: string;
  readonly bucket: string;
  /** Folder inside the bucket: empty, or ending with a slash. */
  readonly prefix: string;
  /** Name of the sessions of the bucket role; default `aspera-proof`. */
  readonly sessionName?: string;
  /** What bounds the session of the bucket role, at most 2048 characters (STS); empty where none is assumed. */
  readonly sessionPolicy: string;
  /** Whether the role holds the right to list. */
  readonly list: boolean;
  /** Whether the role holds the right to upload. */
  readonly upload: boolean;
  /** Delete an object of the proof's own, before there is one; then leaves a delete marker where the bucket keeps versions. */
  readonly delete: boolean;
  /** Make that object and read it back; done only where `upload` and `delete` are asked and were allowed. */
  readonly download: boolean;
  /** Ask for what must be refused, too; leaves AccessDenied events in both accounts' CloudTrail. */
  readonly refusals: boolean;
  /** Wanted docroot, raw; a secret. The node user is asked only where the server has exactly this one. */
  readonly docroot?: string;
  /** Node user and password that list the docroot through the Node API; the password is a secret. */
  readonly nodeUser?: string;
  readonly nodePassword?: string;
  /** Longest time for the whole proof on the server, in seconds; default 40. */
  readonly proofWait?: number;
}

const yes = (value: boolean) => (value ? "yes" : "no");

function fields(request: ProveRequest): Record<string, string> {
  return {
    protocol: "1",
    mode: "prove",
    root: request.root,
    user: request.user,
    "external-id": request.externalId,
    metadata: request.metadata,
    sts: request.sts,
    storage: request.s3,
    region: request.region,
    "server-role": request.serverRole,
    "bucket-role": request.bucketRole,
    bucket: request.bucket,
    prefix: request.prefix,
    "session-policy": request.sessionPolicy,
    list: yes(request.list),
    upload: yes(request.upload),
    delete: yes(request.delete),
    download: yes(request.download),
    refusals: yes(request.refusals),
    docroot: request.docroot ?? "",
    "node-user": request.nodeUser ?? "",
    "node-password": request.nodePassword ?? "",
    ...(request.sessionName === undefined ? {} : { "session-name": request.sessionName }),
    ...(request.proofWait === undefined ? {} : { "proof-wait": String(request.proofWait) }),
  };
}

/** The request of a proof as `key value` lines. The agent checks every value. */
export function proveLines(request: ProveRequest): string {
  return Object.entries(fields(request))
    .map(([key, value]) => `${key} ${encodeValue(value)}\n`)
    .join("");
}
