import type { Resource } from "../../../policy/reading/rule";

/** The role that assumes, in the server's account. */
export const SERVER_ROLE = "arn:aws:iam::111122223333:role/aspera-server";

/** A role in the bucket's account, with the statements of its trust. */
export function role(statements: object | object[], props: object = {}): Resource {
  const assumeRolePolicy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  return {
    type: "aws:iam/role:Role",
    props: { assumeRolePolicy, ...props },
    accounts: ["444455556666"],
    secrets: ["assumeRolePolicy"],
  };
}

/** A statement that lets the server role in with an external ID; `change` goes over it. */
export function trusting(change: object = {}): object {
  return {
    Sid: "Server",
    Effect: "Allow",
    Principal: { AWS: SERVER_ROLE },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "sts:ExternalId": "acme-4d1f" } },
    ...change,
  };
}

/** Any other resource. */
export function resource(type: string, props: object, secrets: readonly string[] = []): Resource {
  return { type, props: props as Resource["props"], accounts: [], secrets };
}
