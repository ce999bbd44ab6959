import { firstOf, like, text, unlike } from "./rules";

/** The ID of an EC2 resource, such as `ami-0123456789abcdef0`; older ones have eight digits. */
export function awsId(kind: string, what: string, hint?: string) {
  const example = `${kind}-0123456789abcdef0`;
  return text(
    `the ID of ${what} such as ${example}`,
    firstOf(
      unlike(/^arn:/, "give only the ID, not the ARN"),
      like(new RegExp(`^${kind}-([0-9a-f]{8}|[0-9a-f]{17})$`), hint ?? `write it as in ${example}`),
    ),
  );
}
