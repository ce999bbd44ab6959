import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly stack: string;
  /** Whether the stack has a customer; false for a server's own stack. */
  readonly hasCustomer: boolean;
}

export const noExternalId = finding<Facts>({
  code: "customer-no-external-id",
  owner: "operator",
  transient: false,
  text: ({ stack, hasCustomer }) =>
    hasCustomer
      ? `stack ${stack} has no external ID: its bucket is in the server's own account, where no role is assumed`
      : `stack ${stack} has no external ID: it makes the server's part and serves no customer`,
  hint: ({ hasCustomer }) =>
    hasCustomer
      ? "nothing to do; the server role holds the rights itself, and its credentials are rotated by EC2"
      : "name a customer's stack; `pulumi stack ls` lists them",
  meaning:
    "An external ID is what the server presents to assume a role in another account, so only a stack with a bucket in an " +
    "account of its own has one.",
  example: { stack: "acme-prod", hasCustomer: true },
});
