import type { ProveAnswer } from "../../../model/agent/proveAnswer";
import type { LinkFacts } from "../../../model/link/facts";

/** What is to be proven of acme's link: two accounts, a folder of the bucket. */
export const FACTS: LinkFacts & { readonly bucketRoleArn: string } = {
  endpoints: {
    metadata: "http://169.254.169.254",
    sts: "https://sts.us-east-1.amazonaws.com",
    s3: "https://s3.us-east-1.amazonaws.com",
  },
  region: "us-east-1",
  serverRoleArn: "arn:aws:iam::111122223333:role/servers/aspera-server",
  bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
  bucket: "acme-media",
  prefix: "incoming/",
  access: ["upload", "download", "browse"],
};

/** A proof in which everything is as it must be. */
export const STANDS: ProveAnswer = {
  protocol: 1,
  curl: "present",
  metadata: "v2",
  instanceRegion: "us-east-1",
  instanceRole: "aspera-server",
  instanceRoleTrouble: "",
  caller: "arn:aws:sts::111122223333:assumed-role/aspera-server/i-0123456789abcdef0",
  whoami: "done",
  assume: "done",
  because: { assume: "", list: "", upload: "", abort: "", delete: "", put: "", get: "" },
  keyAction: "",
  keyArn: "",
  without: "refused",
  wrong: "refused",
  list: "done",
  outside: "refused",
  upload: "done",
  abort: "done",
  delete: "not asked",
  put: "not asked",
  get: "not asked",
  removed: "not asked",
  leavesVersions: "no",
  aspera: "not asked",
  bucketRegion: "us-east-1",
  skew: 2,
};

/** What a full proof sees besides, of who may upload, download and delete. */
export const OWN_OBJECT = { delete: "done", put: "done", get: "done", removed: "done" } as const;
