import { type LooseStatement as Loose, listed, readStatements } from "./readStatements";

/**
 * What the policy of a bucket, or of a key, lets anybody do, in words, one text a statement: `s3:GetObject on arn:aws:s3:::acme-media/*`. A
 * condition counts where S3 itself would no longer call the policy public (Amazon S3 User Guide, "The meaning of public").
 * @param document JSON text, as S3 gives it; `anything` where it cannot be read.
 */
export function openToAnybody(document: string): string[] {
  const statements = readStatements(document);
  if (!statements) return ["what cannot be read in the policy"];
  return statements
    .filter((statement) => statement.Effect === "Allow" && isForAnybody(statement) && !isNarrowed(statement))
    .map(words);
}

function isForAnybody({ Principal, NotPrincipal }: Loose): boolean {
  // Everybody but some is still everybody else.
  if (NotPrincipal !== undefined) return true;
  const principals =
    typeof Principal === "object" && Principal !== null && !Array.isArray(Principal)
      ? listed((Principal as { AWS?: unknown }).AWS)
      : listed(Principal);
  return principals.includes("*");
}

/** Keys whose fixed values say who, or where from. */
const NARROWING = new Set(
  [
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIp",
    "aws:SourceOrgID",
    "aws:SourceOwner",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:userid",
    "kms:CallerAccount",
    "s3:DataAccessPointAccount",
    "s3:DataAccessPointArn",
  ].map((key) => key.toLowerCase()),
);

/** Operators that name what must be there; a negated one, or one with IfExists, lets everybody else through. */
const NAMES_WHO =
  /^(?:ForAnyValue:)?(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like)|IpAddress)$/;

/** Values that are everybody's. */
const EVERYTHING = /^(?:\*|AROLEID:\*|arn:\*.*|0\.0\.0\.0\/0|::\/0|.*\$\{.*)$/i;

function isNarrowed({ Condition }: Loose): boolean {
  return Object.entries((Condition ?? {}) as Record<string, Loose>).some(
    ([operator, keys]) =>
      NAMES_WHO.test(operator) &&
      Object.entries(keys).some(
        ([key, values]) =>
          NARROWING.has(key.toLowerCase()) && !listed(values).some((value) => EVERYTHING.test(String(value))),
      ),
  );
}

function words({ Action, NotAction, Resource, NotResource }: Loose): string {
  const actions = listed(Action ?? NotAction).join(", ");
  const resources = listed(Resource ?? NotResource).join(", ");
  return (
    `${NotAction === undefined ? actions : `everything but ${actions}`} on ` +
    `${NotResource === undefined ? resources : `everything but ${resources}`}`
  );
}
