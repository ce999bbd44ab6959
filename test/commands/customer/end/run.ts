import type { Run } from "../../../../commands/customer/end/evidence";

/** A time of the tests. */
export const at = (second: number) => `2026-11-26T16:00:${String(second).padStart(2, "0")}.000Z`;

/** A run that ended acme. */
export const RUN: Run = {
  stack: "acme-prod",
  began: at(0),
  customer: {
    transferUser: "acme",
    server: "aspera.example.com:33001",
    hostKey: "ssh-ed25519 AAAA",
    bucket: "acme-media",
    prefix: "incoming/",
    serverRole: "arn:aws:iam::111122223333:role/aspera-server",
    bucketRole: "arn:aws:iam::444455556666:role/aspera-acme",
  },
  identities: [
    { account: "server account", id: "111122223333", arn: "arn:aws:iam::111122223333:user/deployer" },
    { account: "bucket account", id: "444455556666", arn: "arn:aws:iam::444455556666:user/deployer" },
  ],
  steps: [
    {
      step: "close the docroot",
      outcome: "done",
      said: "the docroot leads to /nonexistent/closed",
      by: ["ec2-user on aspera.example.com:33001"],
      at: at(1),
    },
  ],
  removed: [{ what: "role aspera-acme", where: "bucket account 444455556666", at: at(2) }],
  proofs: [{ what: "the link", outcome: "refused", said: "denied [link-assume-refused]", at: at(3) }],
  open: [],
  untouched: ["bucket acme-media and everything in it"],
};
