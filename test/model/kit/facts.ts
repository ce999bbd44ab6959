import type { KitFacts } from "../../../model/kit/facts";

/** What acme's kit is made of. */
export const KIT: KitFacts = {
  stack: "acme-prod",
  role: { partition: "aws", account: "444455556666", path: "/", name: "aspera-acme" },
  maxSessionDuration: 3600,
  tags: {},
  serverRole: { arn: "arn:aws:iam::111122223333:role/aspera-server", uniqueId: "AROAEXAMPLE" },
  region: "us-east-1",
  s3: {
    partition: "aws",
    bucketAccount: "444455556666",
    bucket: "acme-media",
    prefix: "incoming/",
    access: ["upload", "download", "browse", "delete"],
  },
};

const KEY = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** Kits that differ in everything that a document depends on; what settings allow, however odd, is among it. */
export const KITS: Readonly<Record<string, KitFacts>> = {
  plain: KIT,
  "whole bucket, read only": { ...KIT, s3: { ...KIT.s3, prefix: "", access: ["download", "browse"] } },
  "IBM's table": { ...KIT, s3: { ...KIT.s3, access: ["upload"], vendorRights: true } },
  "full access": { ...KIT, s3: { ...KIT.s3, fullAccess: true } },
  "delete alone": { ...KIT, s3: { ...KIT.s3, access: ["delete"] } },
  China: {
    ...KIT,
    role: { ...KIT.role, partition: "aws-cn" },
    serverRole: { ...KIT.serverRole, arn: "arn:aws-cn:iam::111122223333:role/aspera-server" },
    region: "cn-north-1",
    s3: { ...KIT.s3, partition: "aws-cn" },
  },
  odd: {
    ...KIT,
    sessionNames: ["acme"],
    stack: "acme_prod.2",
    role: { ...KIT.role, path: "/partners/%{x}'s/", name: "aspera-acme+=,.@_x" },
    permissionsBoundary: "arn:aws:iam::444455556666:policy/boundary",
    maxSessionDuration: 7200,
    tags: { owner: "média + ops", "cost:center": "0123" },
    s3: { ...KIT.s3, kmsKeyArn: KEY, prefix: "it's `in` <b>%{x}|\"$y/" },
  },
};

/** What the server presents. */
export const EXTERNAL_ID = "5d5b2f0e-7c41-4e0b-9a63-1f8f7f2c9b1d";
