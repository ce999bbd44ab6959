import { bothForms } from "./assumeRows";
import { OWN_OBJECT } from "./facts";
import { AFTER_ROLE, ALONE, AS_ITSELF, NO_REASON, OK, OTHER, type Row } from "./row";

/** Whose a refused call to S3 is, by the kind of policy that AWS names: in two accounts, and in one. */
const KINDS: readonly (readonly [kind: string, two: string, one: string])[] = [
  ["identity-based policy", "bucket account", "server account"],
  ["permissions boundary", "bucket account", "server account"],
  ["resource-based policy", "bucket account", "server account"],
  ["service control policy", "bucket account", "server account"],
  ["resource control policy", "bucket account", "server account"],
  ["VPC endpoint policy", "server account", "server account"],
  ["session policy", "operator", "operator"],
];

/** Refusals of which AWS tells the reason. */
export const WITH_REASONS: readonly Row[] = KINDS.flatMap(([kind, two, one]) =>
  (
    [
      ["list-refused", "s3:ListBucket", "list", { list: "refused", outside: "not asked" }],
      ["upload-refused", "s3:PutObject", "upload", { upload: "refused", abort: "not asked" }],
      ["upload-refused", "s3:AbortMultipartUpload", "abort", { abort: "refused" }],
      ["upload-refused", "s3:PutObject", "put", { delete: "done", put: "refused" }],
      ["delete-refused", "s3:DeleteObject", "delete", { delete: "refused" }],
      ["download-refused", "s3:GetObject", "get", { ...OWN_OBJECT, get: "refused" }],
    ] as const
  ).flatMap(([finding, action, probe, seen]) =>
    bothForms(kind, action).flatMap((reason): Row[] => {
      const because = { ...NO_REASON, [probe]: reason };
      return [
        [finding, two, `was denied`, { ...seen, because }],
        [finding, two, reason, { ...seen, because }],
        [finding, one, reason, { ...seen, ...AS_ITSELF, because }, ALONE],
      ];
    }),
  ),
);

/** What may be wrong at the bucket. */
export const AT_THE_BUCKET: readonly Row[] = [
  [
    "other-region",
    "operator",
    "bucket acme-media is in eu-west-1, the server in us-east-1",
    { bucketRegion: "eu-west-1", list: "other: HTTP 301 PermanentRedirect", outside: "not asked" },
  ],
  ["other-region", "operator", "is in us-east-1, the server in eu-west-1", { instanceRegion: "eu-west-1" }],
  [
    "list-refused",
    "bucket account",
    "s3:ListBucket on acme-media was denied for keys under incoming/",
    { list: "refused", outside: "not asked" },
  ],
  [
    "list-refused",
    "bucket account",
    "for every key",
    { list: "refused", outside: "not asked" },
    { prefix: undefined },
  ],
  [
    "bucket-missing",
    "bucket account",
    "bucket acme-media does not exist",
    { list: "other: HTTP 404 NoSuchBucket", outside: "not asked" },
  ],
  [
    "aws-unreachable",
    "server account",
    "cannot reach S3 at https://s3.us-east-1.amazonaws.com: connection refused",
    { list: "unreachable: connection refused" },
  ],
  [
    "unexpected-answer",
    "operator",
    "not proven: S3 answered HTTP 500 InternalError to ListObjectsV2",
    { list: "other: HTTP 500 InternalError" },
  ],
  ...(["upload", "download", "browse"] as const).map(
    (operation): Row => [
      "list-refused",
      "bucket account",
      "s3:ListBucket",
      { list: "refused", outside: "not asked" },
      { access: [operation] },
    ],
  ),
  ["readable-outside-prefix", "bucket account", "acme-media outside incoming/", { outside: "done" }],
  [
    "unexpected-answer",
    "operator",
    "not proven: S3 answered HTTP 503 SlowDown to ListObjectsV2 outside the prefix",
    { outside: "other: HTTP 503 SlowDown" },
  ],
  [
    "upload-refused",
    "bucket account",
    "s3:PutObject on acme-media/incoming/* was denied",
    { upload: "refused", abort: "not asked" },
  ],
  [
    "upload-refused",
    "bucket account",
    "s3:AbortMultipartUpload on acme-media/incoming/* was denied",
    { abort: "refused" },
  ],
  [
    "unexpected-answer",
    "operator",
    "not proven: S3 answered HTTP 501 NotImplemented to CreateMultipartUpload",
    { upload: "other: HTTP 501 NotImplemented", abort: "not asked" },
  ],
  [
    "aws-unreachable",
    "server account",
    "cannot reach S3",
    { upload: "unreachable: connection refused", abort: "not asked" },
  ],
  [
    "upload-not-aborted",
    "operator",
    "not proven: S3 answered HTTP 503 SlowDown to AbortMultipartUpload",
    { abort: "other: HTTP 503 SlowDown" },
  ],
  [
    "upload-not-aborted",
    "operator",
    "not proven: S3 answered nothing (not asked) to AbortMultipartUpload",
    { abort: "not asked" },
  ],
];

/** What may be wrong with an object of the proof's own. */
export const WITH_AN_OBJECT: readonly Row[] = [
  [...OK, OWN_OBJECT],
  [...OK, { delete: "done" }],
  [...OK, { delete: "done", leavesVersions: "yes" }],
  [
    "delete-refused",
    "bucket account",
    "s3:DeleteObject on acme-media/incoming/* was denied",
    { delete: "refused" },
  ],
  ["delete-refused", "server account", "s3:DeleteObject", { ...AS_ITSELF, delete: "refused" }, ALONE],
  [
    "unexpected-answer",
    "operator",
    "not proven: S3 answered HTTP 503 SlowDown to DeleteObject",
    { delete: "other: HTTP 503 SlowDown" },
  ],
  ["aws-unreachable", "server account", "cannot reach S3", { delete: "unreachable: no answer in time" }],
  ["upload-refused", "bucket account", "s3:PutObject", { delete: "done", put: "refused" }],
  [
    "unexpected-answer",
    "operator",
    "not proven: S3 answered HTTP 500 to PutObject",
    { ...OWN_OBJECT, put: "other: HTTP 500", get: "not asked" },
  ],
  [
    "download-refused",
    "bucket account",
    "s3:GetObject on acme-media/incoming/* was denied",
    { ...OWN_OBJECT, get: "refused" },
  ],
  [
    "unexpected-answer",
    "operator",
    "not proven: S3 answered HTTP 200 with another content to GetObject",
    { ...OWN_OBJECT, get: "other: HTTP 200 with another content" },
  ],
  [
    "unexpected-answer",
    "operator",
    "not proven: S3 answered nothing (not asked) to GetObject",
    { ...OWN_OBJECT, get: "not asked" },
  ],
  ...(["refused", "other: HTTP 503 SlowDown", "unreachable: no answer in time", "not asked"] as const).map(
    (removed): Row => [
      "object-not-removed",
      "operator",
      "not proven: S3 answered",
      { ...OWN_OBJECT, removed, get: "refused" },
    ],
  ),
  [
    "object-not-removed",
    "operator",
    "not proven: S3 answered HTTP 503 SlowDown to DeleteObject of the proof's own object in acme-media/incoming/",
    {
      ...OWN_OBJECT,
      put: "unreachable: no answer in time",
      get: "not asked",
      removed: "other: HTTP 503 SlowDown",
    },
  ],
  [
    "key-unusable",
    "bucket account",
    "KMS.DisabledException",
    { ...OWN_OBJECT, get: "other: HTTP 400 KMS.DisabledException" },
  ],
];

/** A link that stands. */
export const STANDING: readonly Row[] = [
  [...OK, {}],
  [...OK, { without: "not asked", wrong: "not asked", outside: "not asked" }],
  [...OK, { skew: null, bucketRegion: "", instanceRegion: "" }],
  [...OK, { skew: -299 }],
  [...OK, { skew: 299 }],
  [
    ...OK,
    { list: "not asked", outside: "not asked", upload: "not asked", abort: "not asked" },
    { access: ["delete"] },
  ],
  [...OK, { list: "not asked", outside: "not asked", upload: "not asked" }, { access: ["delete"] }],
  [...OK, { upload: "not asked", abort: "not asked" }, { access: ["download"] }],
  [...OK, { upload: "not asked", abort: "not asked" }, { access: ["browse", "delete"] }],
];

const LEG = "the roles work, but asperanoded could not list the docroot";
/** With a node user that lists the docroot. */
export const WITH_ASPERA: readonly Row[] = [
  [...OK, { aspera: "done" }],
  ["aspera-leg-not-proven", "operator", `${LEG}: HTTP 401`, { aspera: "other: HTTP 401" }],
  ["aspera-leg-not-proven", "operator", `${LEG}: HTTP 500`, { aspera: "other: HTTP 500" }],
  [
    "aspera-leg-not-proven",
    "operator",
    `${LEG}: connection refused`,
    { aspera: "unreachable: connection refused" },
  ],
  ["upload-refused", "bucket account", "s3:PutObject", { aspera: "other: HTTP 500", upload: "refused" }],
];

/** With one account. */
export const ONE_ACCOUNT: readonly Row[] = [
  [...OK, AS_ITSELF, ALONE],
  ["list-refused", "server account", "s3:ListBucket", { ...AS_ITSELF, list: "refused" }, ALONE],
  [
    "upload-refused",
    "server account",
    "s3:PutObject",
    { ...AS_ITSELF, upload: "refused", abort: "not asked" },
    ALONE,
  ],
  ["upload-refused", "server account", "s3:AbortMultipartUpload", { ...AS_ITSELF, abort: "refused" }, ALONE],
  [
    "bucket-missing",
    "server account",
    "acme-media",
    { ...AS_ITSELF, list: "other: HTTP 404 NoSuchBucket" },
    ALONE,
  ],
  [
    "unexpected-answer",
    "operator",
    "not proven: S3 answered nothing (not asked) to ListObjectsV2",
    { ...AS_ITSELF, list: "not asked" },
    ALONE,
  ],
  ["wrong-role", "server account", OTHER, { caller: OTHER, ...AFTER_ROLE }, ALONE],
];
