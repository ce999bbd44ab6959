import { found } from "../findings/finding";
import { asperaLegNotProven } from "../findings/link/asperaLegNotProven";
import { assumeRefused } from "../findings/link/assumeRefused";
import { bucketMissing } from "../findings/link/bucketMissing";
import { keyRefused } from "../findings/link/keyRefused";
import { keyUnusable } from "../findings/link/keyUnusable";
import { listRefused } from "../findings/link/listRefused";
import { openWithoutExternalId } from "../findings/link/openWithoutExternalId";
import { openWithWrongExternalId } from "../findings/link/openWithWrongExternalId";
import { otherRegion } from "../findings/link/otherRegion";
import { readableOutsidePrefix } from "../findings/link/readableOutsidePrefix";
import { uploadNotAborted } from "../findings/link/uploadNotAborted";
import { uploadRefused } from "../findings/link/uploadRefused";
import { deletingOwnObject, readingOwnObject } from "./ownObjectRules";
import { questionsOf } from "./questions";
import { answerOf, type Rule, reasonOf, unexpected, unreachableOrUnexpected } from "./rule";

const assuming: Rule = ({ assume, because }, facts) => {
  const { serverRoleArn, bucketRoleArn } = facts;
  if (assume === "done" || bucketRoleArn === undefined) return undefined;
  if (assume === "refused")
    return found(assumeRefused, { serverRoleArn, bucketRoleArn, because: because.assume });
  return unreachableOrUnexpected("STS", "AssumeRole", facts, assume);
};

/** An open role is worse than anything that does not work: told before it. */
const externalId: Rule = ({ without, wrong }, { bucketRoleArn = "" }) => {
  if (without === "done") return found(openWithoutExternalId, { bucketRoleArn });
  if (wrong === "done") return found(openWithWrongExternalId, { bucketRoleArn });
  if (!isRefusal(without)) return unexpected("STS", "AssumeRole without the external ID", without);
  if (!isRefusal(wrong)) return unexpected("STS", "AssumeRole with a wrong external ID", wrong);
  return undefined;
};

const region: Rule = ({ bucketRegion, instanceRegion }, { bucket, region: stated }) => {
  const serverRegion = instanceRegion || stated;
  if (bucketRegion === "" || bucketRegion === serverRegion) return undefined;
  return found(otherRegion, { bucket, bucketRegion, serverRegion });
};

const listing: Rule = ({ list, because }, facts) => {
  if (!questionsOf(facts).list || list === "done") return undefined;
  if (list === "refused") return found(listRefused, { ...facts, because: because.list });
  if (/ NoSuchBucket$/.test(list)) return found(bucketMissing, facts);
  return unreachableOrUnexpected("S3", "ListObjectsV2", facts, list);
};

const outsideThePrefix: Rule = ({ outside }, facts) => {
  if (facts.widerStillAllowed || isRefusal(outside)) return undefined;
  if (outside === "done") return found(readableOutsidePrefix, facts);
  return unexpected("S3", "ListObjectsV2 outside the prefix", outside);
};

/** S3 asks the bucket's KMS key as whoever transfers: its refusal is another one's to put right than the bucket's. */
const usingTheKey: Rule = (seen, facts) => {
  if (!questionsOf(facts).upload) return undefined;
  const { keyAction, keyArn, because } = seen;
  for (const question of ["upload", "put", "get"] as const) {
    const [, reason] = / (KMS\.\w+)$/.exec(seen[question]) ?? [];
    if (reason) return found(keyUnusable, { ...facts, reason });
    if (seen[question] === "refused" && keyAction !== "")
      return found(keyRefused, { ...facts, named: keyArn, action: keyAction, because: because[question] });
  }
  return undefined;
};

const uploading: Rule = ({ upload, abort, because }, facts) => {
  if (!questionsOf(facts).upload) return undefined;
  if (upload === "refused")
    return found(uploadRefused, { ...facts, action: "s3:PutObject", because: because.upload });
  if (upload !== "done") return unreachableOrUnexpected("S3", "CreateMultipartUpload", facts, upload);
  if (abort === "done") return undefined;
  if (abort === "refused")
    return found(uploadRefused, { ...facts, action: "s3:AbortMultipartUpload", because: because.abort });
  return found(uploadNotAborted, { ...facts, answer: answerOf(abort) });
};

/** The node user is asked last, and only where the docroot is already ours: see the agent. */
const asperaLeg: Rule = ({ aspera }) =>
  aspera === "done" || aspera === "not asked"
    ? undefined
    : found(asperaLegNotProven, { answer: reasonOf(aspera) });

/** What must be refused and was, or was not asked for in this proof. */
function isRefusal(outcome: string): boolean {
  return outcome === "refused" || outcome === "not asked";
}

/** What may be wrong between the server role and the bucket, in the order of the telling. */
export const ACCESS_RULES: readonly Rule[] = [
  assuming,
  externalId,
  region,
  listing,
  outsideThePrefix,
  usingTheKey,
  uploading,
  deletingOwnObject,
  readingOwnObject,
  asperaLeg,
];
