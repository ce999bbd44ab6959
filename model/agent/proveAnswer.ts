// What the agent says of a proof, read strictly.
import * as v from "valibot";

/**
 * How one probe ended. `refused` is HTTP 403 AccessDenied and nothing else; `unreachable: ...` holds curl's reason;
 * `other: HTTP 400 ValidationError` is any other answer.
 */
const outcome = v.pipe(
  v.string(),
  v.regex(/^(done|refused|not asked|unreachable: .+|other: .+)$/),
  v.maxLength(200),
);

const reason = v.pipe(v.string(), v.maxLength(600));

export const proveAnswer = v.strictObject({
  protocol: v.literal(1),
  curl: v.picklist(["present", "missing"]),
  /** Version of the metadata service that answered. */
  metadata: v.picklist(["v2", "v1", "off", "not asked"]),
  /** Region of the instance, from its metadata; empty when it does not say. */
  instanceRegion: v.string(),
  /** Name of the role that the instance carries; empty for none. */
  instanceRole: v.string(),
  /** Why that role gives no credentials, such as `AssumeRoleUnauthorizedAccess`; empty when it does. */
  instanceRoleTrouble: v.string(),
  /** Who STS says we are. */
  caller: v.string(),
  whoami: outcome,
  /** Assume the bucket role with the external ID; not asked in one account. */
  assume: outcome,
  /**
   * What AWS adds to each refusal: `because no KIND policy allows the ACTION action` or `with an explicit deny in a KIND
   * policy`, and since January 2026 `: ` and the policy's ARN where it tells it. Mostly empty.
   */
  because: v.strictObject({
    assume: reason,
    list: reason,
    upload: reason,
    abort: reason,
    delete: reason,
    put: reason,
    get: reason,
  }),
  /** The KMS action that AWS names where it refused an upload or a download for the bucket's key; empty otherwise. */
  keyAction: v.pipe(v.string(), v.regex(/^(kms:[A-Za-z]{1,40})?$/)),
  /** ARN of that key, where AWS names it. */
  keyArn: v.pipe(v.string(), v.maxLength(200)),
  /** The same call without an external ID, and with a random one. */
  without: outcome,
  wrong: outcome,
  /** List inside the prefix. */
  list: outcome,
  /** List the whole bucket, outside of the prefix; not asked in one account. */
  outside: outcome,
  /** Start a multipart upload inside the prefix, and abort it. */
  upload: outcome,
  abort: outcome,
  /** Delete an object of the proof's own name inside the prefix, before there is one. */
  delete: outcome,
  /** Make that object, and read it back; asked only of who could delete. */
  put: outcome,
  get: outcome,
  /** Delete it again; asked whenever it may have been made. */
  removed: outcome,
  /** Whether the bucket keeps versions that the proof cannot delete, so that it made no object. */
  leavesVersions: v.picklist(["yes", "no"]),
  /** List the docroot through Aspera, as its node user; not asked without one, or while the docroot is another. */
  aspera: outcome,
  /** Where S3 says that the bucket is; empty when it does not say. */
  bucketRegion: v.string(),
  /** Seconds that the server's clock is ahead of AWS's; null when AWS gave no date. */
  skew: v.nullable(v.pipe(v.number(), v.integer())),
});

/** What the probes of one proof saw. All keys are always there. */
export type ProveAnswer = v.InferOutput<typeof proveAnswer>;
