import assert from "node:assert/strict";
import fc from "fast-check";
import type { PolicyDocument } from "../../../model/access/policyDocument";
import { fitsPolicy } from "../../../model/access/policyText";
import { OPERATIONS, type Operation, s3Permissions } from "../../../model/access/s3Permissions";

const ACME = { partition: "aws", bucketAccount: "444455556666", bucket: "acme-media" } as const;
const OWN = { StringEquals: { "aws:ResourceAccount": "444455556666" } };

const actions = ({ Statement }: PolicyDocument) => Statement.flatMap(({ Action }) => Action);

/** IAM API Reference, PutRolePolicy, `PolicyDocument`. */
const IAM_TAKES = /^[\t\n\r -\u00ff]+$/;

describe("access: S3 permissions", () => {
  it("are text that IAM takes, whatever prefix fits a policy; no other one would", () => {
    const text = (prefix: string) => JSON.stringify(s3Permissions({ ...ACME, prefix, access: OPERATIONS }));
    fc.assert(
      fc.property(fc.string({ unit: fc.nat(0x2ff).map(String.fromCodePoint) }), (prefix) => {
        if (fitsPolicy(prefix)) assert.match(text(prefix), IAM_TAKES);
        else assert.match(prefix, /[^\u0020-\u007e\u00a0-\u00ff]/);
      }),
    );
    assert.ok(text("é/").includes("acme-media/é/*"), "as it is: the plugin would undo an escape");
    assert.deepEqual(["é/", "日本/", "e\u0301/", "\u{1f4c1}/"].map(fitsPolicy), [true, false, false, false]);
    assert.doesNotMatch(text("日本/"), IAM_TAKES);
  });

  it("is the vendor's prefix policy, bound to the bucket's account, when everything is allowed", () => {
    assert.deepEqual(s3Permissions({ ...ACME, prefix: "incoming/", access: OPERATIONS }), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ListFolder",
          Effect: "Allow",
          Action: "s3:ListBucket",
          Resource: "arn:aws:s3:::acme-media",
          Condition: { StringLike: { "s3:prefix": ["incoming/*"] }, ...OWN },
        },
        {
          Sid: "ReadBucketFacts",
          Effect: "Allow",
          Action: ["s3:GetBucketLocation", "s3:ListBucketMultipartUploads"],
          Resource: "arn:aws:s3:::acme-media",
          Condition: OWN,
        },
        {
          Sid: "UseObjects",
          Effect: "Allow",
          Action: [
            "s3:AbortMultipartUpload",
            "s3:DeleteObject",
            "s3:GetObject",
            "s3:ListMultipartUploadParts",
            "s3:PutObject",
          ],
          Resource: "arn:aws:s3:::acme-media/incoming/*",
          Condition: OWN,
        },
      ],
    });
  });

  const rights: Record<Operation, { narrow: string[]; vendor: string[] }> = {
    upload: {
      narrow: [
        "ListBucket",
        "GetBucketLocation",
        "ListBucketMultipartUploads",
        "AbortMultipartUpload",
        "ListMultipartUploadParts",
        "PutObject",
      ],
      vendor: [
        "ListBucket",
        "GetBucketLocation",
        "ListBucketMultipartUploads",
        "AbortMultipartUpload",
        "DeleteObject",
        "ListMultipartUploadParts",
        "PutObject",
      ],
    },
    download: {
      narrow: ["ListBucket", "GetBucketLocation", "GetObject"],
      vendor: ["ListBucket", "GetBucketLocation", "ListBucketMultipartUploads", "GetObject"],
    },
    browse: {
      narrow: ["ListBucket", "GetBucketLocation"],
      vendor: [
        "ListBucket",
        "GetBucketLocation",
        "ListBucketMultipartUploads",
        "AbortMultipartUpload",
        "DeleteObject",
        "GetObject",
        "ListMultipartUploadParts",
      ],
    },
    delete: {
      narrow: ["ListBucketMultipartUploads", "AbortMultipartUpload", "DeleteObject"],
      vendor: [
        "ListBucketMultipartUploads",
        "AbortMultipartUpload",
        "DeleteObject",
        "ListMultipartUploadParts",
      ],
    },
  };
  const s3 = (names: string[]) => names.map((name) => `s3:${name}`);
  for (const operation of OPERATIONS) {
    it(`gives ${operation} alone what it says, and IBM's table only when asked`, () => {
      const of = { ...ACME, prefix: "", access: [operation] };
      assert.deepEqual(actions(s3Permissions(of)), s3(rights[operation].narrow));
      assert.deepEqual(actions(s3Permissions({ ...of, vendorRights: true })), s3(rights[operation].vendor));
    });
  }

  const subset = fc.subarray([...OPERATIONS], { minLength: 1 });
  const granted = (access: readonly Operation[], vendorRights: boolean) =>
    new Set(actions(s3Permissions({ ...ACME, prefix: "in/", access, vendorRights })));

  it("deletes, reads and writes only with the word for it", () => {
    const words = {
      delete: "s3:DeleteObject",
      download: "s3:GetObject",
      upload: "s3:PutObject",
    } as const;
    fc.assert(
      fc.property(subset, (access) => {
        for (const [word, action] of Object.entries(words))
          assert.equal(granted(access, false).has(action), access.includes(word as Operation), action);
      }),
    );
  });

  it("grows with every word, but for browse beside upload or download, which list already", () => {
    fc.assert(
      fc.property(subset, fc.constantFrom(...OPERATIONS), (access, word) => {
        const less = access.filter((operation) => operation !== word);
        if (less.length === 0 || less.length === access.length) return;
        const [narrow, wide] = [granted(less, false), granted(access, false)];
        assert.ok([...narrow].every((action) => wide.has(action)));
        const listsAlready = word === "browse" && less.some((operation) => operation !== "delete");
        assert.equal(wide.size > narrow.size, !listsAlready, `${access} without ${word}`);
      }),
    );
  });

  it("is never wider than IBM's table, and the same with every word", () => {
    fc.assert(
      fc.property(subset, (access) => {
        const table = granted(access, true);
        assert.ok([...granted(access, false)].every((action) => table.has(action)));
      }),
    );
    assert.deepEqual(granted(OPERATIONS, false), granted(OPERATIONS, true));
  });

  it("says nothing of objects where no object may be touched", () => {
    const { Statement } = s3Permissions({ ...ACME, prefix: "", access: ["browse"] });
    assert.deepEqual(
      Statement.map(({ Sid }) => Sid),
      ["ListFolder", "ReadBucketFacts"],
    );
  });

  it("never reaches another bucket, another folder or another account, whatever is asked for", () => {
    fc.assert(
      fc.property(subset, fc.constantFrom("", "incoming/", "a/b/"), fc.boolean(), (access, prefix, wide) => {
        for (const statement of s3Permissions({ ...ACME, prefix, access, vendorRights: wide }).Statement) {
          assert.equal(statement.Effect, "Allow");
          assert.deepEqual(statement.Condition?.StringEquals, OWN.StringEquals);
          assert.ok(
            statement.Resource === "arn:aws:s3:::acme-media" ||
              statement.Resource === `arn:aws:s3:::acme-media/${prefix}*`,
          );
          assert.doesNotMatch(JSON.stringify(statement.Action), /\*/);
        }
      }),
    );
  });
});
