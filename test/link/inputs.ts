import type { ProveAnswer } from "../../components/agent/proveAnswer";
import { LINK_STANDS, type LinkInputs } from "../../components/link/properties";

/** What the program says of acme's link. */
export const INPUTS: LinkInputs = {
  host: "aspera.example.com",
  port: 33001,
  login: "ec2-user",
  hostKey: "ssh-ed25519 AAAA",
  privateKeyFile: "",
  privateKey: "",
  sudo: true,
  asperaRoot: "/opt/aspera",
  transferUser: "acme",
  externalId: "acme-4d1f",
  metadata: "http://169.254.169.254",
  sts: "https://sts.us-east-1.amazonaws.com",
  s3: "https://s3.us-east-1.amazonaws.com",
  region: "us-east-1",
  serverRole: "arn:aws:iam::111122223333:role/servers/aspera-server",
  bucketRole: "arn:aws:iam::444455556666:role/aspera-acme",
  bucket: "acme-media",
  prefix: "incoming/",
  lists: true,
  uploads: true,
  required: true,
  wait: 120,
  fullRefresh: false,
  ...LINK_STANDS,
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
  because: "",
  without: "refused",
  wrong: "refused",
  list: "done",
  outside: "refused",
  upload: "done",
  abort: "done",
  bucketRegion: "us-east-1",
  skew: 2,
};
