import { type Check, firstOf, like, text } from "./rules";

/** AWS's limits for `sts:ExternalId` (STS API, AssumeRole). */
const LEAST = 2;
const MOST = 1224;

/** Fewer random characters than this can be tried out. */
const SAFE_LENGTH = 16;
const SAFE_VARIETY = 8;

/** The line that mints an external ID and stores it encrypted, without showing it. */
export const MINT = "node -p 'crypto.randomUUID()' | pulumi config set --secret aspera:externalId";

const check: Check<string> = firstOf(
  (id) => (id.length < LEAST || id.length > MOST ? `this one has ${id.length} characters` : undefined),
  like(/^[A-Za-z0-9_+=,.@:/-]*$/, "it holds another character; docs/settings.md says how to mint one"),
);

/** The external ID of an assumed role. */
export const externalId = text(`${LEAST} to ${MOST} characters of A-Z a-z 0-9 _ + = , . @ : / -`, check);

/**
 * Why somebody could guess an external ID, in words that do not tell it; undefined when nobody could.
 * @param known words a stranger knows: names of the stack, the bucket, the accounts.
 */
export function whyGuessable(id: string, known: readonly string[]): string | undefined {
  if (id.length < SAFE_LENGTH) return `it is shorter than ${SAFE_LENGTH} characters`;
  const left = known
    .filter((word) => word.length > 2)
    // The longest first: a name that holds another is gone as a whole.
    .sort((one, other) => other.length - one.length)
    .reduce((rest, word) => rest.replaceAll(word.toLowerCase(), ""), id.toLowerCase());
  if (left.length < SAFE_LENGTH) return "most of it is a name of this stack";
  if (new Set(left).size < SAFE_VARIETY) return "it repeats a few characters";
  return undefined;
}
