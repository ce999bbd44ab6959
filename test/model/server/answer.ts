import type { ObserveAnswer } from "../../../model/agent/serverAnswer";

/** What the agent answers about a server on which all is well. */
export const ALL_WELL_ANSWER: ObserveAnswer = {
  protocol: 1,
  docroot: "s3://s3.amazonaws.com/acme-media/",
  same: true,
  owner: "ours",
  fingerprint: "0123456789abcdef",
  transferUserEntry: "present",
  systemUser: "present",
  asperanoded: "answers",
  asperatrapd: "running",
  s3Traffic: "https",
  transfers: 0,
  instance: "",
  usersServed: 2,
  users: ["acme", "globex"],
  product: "IBM Aspera High-Speed Transfer Server",
  version: "4.4.5.1646",
  problem: "",
  conditional: [],
  rights: { read: "allowed", write: "allowed", dir: "allowed" },
  rightsLacking: [],
  authorization: { in: "allowed", out: "allowed" },
  sharing: [],
  confMode: "0644",
  confWriters: [],
};
