import * as v from "valibot";
import { type Check, firstOf, like, secretText, text } from "./rules";
import { Secret } from "./secret";

/** AWS's limits for `sts:ExternalId` (STS API Reference, AssumeRole). */
const LEAST = 2;
const MOST = 1224;

/** Fewer random characters than this can be guessed by trying. */
const SAFE_LENGTH = 16;
const SAFE_VARIETY = 8;

/** The command that mints an external ID and stores it encrypted, without showing it. */
export const MINT = "node -p 'crypto.randomUUID()' | pulumi config set --secret aspera:externalId";

const EXPECTED = `${LEAST} to ${MOST} characters of A-Z a-z 0-9 _ + = , . @ : / -`;

const check: Check<string> = firstOf(
  (id) => (id.length < LEAST || id.length > MOST ? `this one has ${id.length} characters` : undefined),
  like(/^[A-Za-z0-9_+=,.@:/-]*$/, "remove the other characters; docs/settings.md shows how to mint an ID"),
);

/** An external ID that somebody else's role asks for; it need not be stored encrypted. */
export const externalId = text(EXPECTED, check);

/** `aspera:externalId`, what the server role presents to assume the bucket role. */
export const ownExternalId = v.pipe(
  secretText(EXPECTED, check),
  v.transform((id) => new Secret(id)),
);

const EXPECTED_LIST = `external IDs, separated by spaces, each of ${EXPECTED}`;

/** `aspera:previousExternalIds`, which the bucket role's trust holds besides. */
export const previousExternalIds = v.pipe(
  secretText(EXPECTED_LIST, (ids) =>
    listed(ids)
      .map(check)
      .find((complaint) => complaint !== undefined),
  ),
  v.transform((ids) => new Secret(listed(ids))),
);

function listed(ids: string): string[] {
  return ids.trim().split(/\s+/);
}

/**
 * Why somebody could guess an external ID, in words that do not reveal it; undefined when nobody could.
 * @param known names an outsider knows: those of the stack, the bucket and the accounts.
 */
export function whyGuessable(id: string, known: readonly string[]): string | undefined {
  if (id.length < SAFE_LENGTH) return `it is shorter than ${SAFE_LENGTH} characters`;
  const rest = known
    .filter((name) => name.length > 2)
    // Longest first, so that a name that contains another is removed whole.
    .sort((one, other) => other.length - one.length)
    .reduce((left, name) => left.replaceAll(name.toLowerCase(), ""), id.toLowerCase());
  if (rest.length < SAFE_LENGTH) return "most of it is names from this stack";
  if (new Set(rest).size < SAFE_VARIETY) return "it repeats a few characters";
  return undefined;
}
