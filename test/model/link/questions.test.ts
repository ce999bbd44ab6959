import assert from "node:assert/strict";
import fc from "fast-check";
import type { PolicyDocument } from "../../../model/access/policyDocument";
import { proofSessionPolicy } from "../../../model/access/proofSessionPolicy";
import { OPERATIONS, s3Permissions } from "../../../model/access/s3Permissions";
import { questionsOf } from "../../../model/link/questions";

const BUCKET = "acme-media";
const PREFIX = "incoming/";
const KEY = `arn:aws:s3:::${BUCKET}/${PREFIX}aspera-proof-00ff`;

/** What the agent asks S3 for: provider/agent/perl/prove.pl. */
const ASKED = {
  list: [["s3:ListBucket", `arn:aws:s3:::${BUCKET}`]],
  upload: [
    ["s3:PutObject", KEY],
    ["s3:AbortMultipartUpload", KEY],
  ],
  delete: [["s3:DeleteObject", KEY]],
  download: [
    ["s3:PutObject", KEY],
    ["s3:AbortMultipartUpload", KEY],
    ["s3:GetObject", KEY],
    ["s3:DeleteObject", KEY],
  ],
} as const;

/** Whether a policy allows an action on a resource; conditions do not count, since the proof lists the policy's own prefix. */
function allows({ Statement }: PolicyDocument, action: string, resource: string): boolean {
  return Statement.some(({ Action, Resource }) => {
    const matches = (pattern: string) =>
      pattern.endsWith("*") ? resource.startsWith(pattern.slice(0, -1)) : pattern === resource;
    return [Action].flat().includes(action) && [Resource ?? []].flat().some(matches);
  });
}

describe("link: what a proof asks", () => {
  const session = JSON.parse(
    proofSessionPolicy("arn:aws:iam::444455556666:role/aspera-acme", BUCKET, PREFIX),
  ) as PolicyDocument;

  it("is what the role may and its session lets through, and all of it, for any rights", () => {
    const subset = fc.subarray([...OPERATIONS], { minLength: 1 });
    fc.assert(
      fc.property(subset, fc.boolean(), (access, vendorRights) => {
        const account = { partition: "aws", bucketAccount: "444455556666" };
        const role = s3Permissions({ ...account, bucket: BUCKET, prefix: PREFIX, access, vendorRights });
        const questions = questionsOf({ access, vendorRights });
        for (const question of ["list", "upload", "delete", "download"] as const) {
          const may = ASKED[question].map(([action, resource]) => allows(role, action, resource));
          // Deleting aborts uploads, too, but starts none. An object is made only where it can be read and deleted.
          assert.equal(may.every(Boolean), questions[question], `${question} with ${access}`);
          for (const [action, resource] of ASKED[question]) assert.ok(allows(session, action, resource));
        }
      }),
    );
  });

  it("reads and deletes nothing but what the proof made", () => {
    for (const { Action, Resource } of session.Statement)
      if (/Object/.test(String(Action)))
        assert.equal(Resource, `arn:aws:s3:::${BUCKET}/${PREFIX}aspera-proof-*`, String(Action));
    assert.ok(!allows(session, "s3:GetObject", `arn:aws:s3:::${BUCKET}/${PREFIX}film.mxf`));
    assert.ok(!allows(session, "s3:DeleteObject", `arn:aws:s3:::${BUCKET}/aspera-proof-00ff`));
  });
});
