import { atMost, type Check, firstOf, like, text, unlike } from "./rules";

/** What useradd accepts on Linux distributions, plus upper case and dots, which Aspera's users have. */
const linuxUser = firstOf(
  atMost(32),
  unlike(/^\d+$/, "add a letter; a name of digits only would be read as a user number"),
  like(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/, "use letters, digits, _ . and -, and do not start with - or ."),
);

/** `user@domain` (realm join, sssd) and `DOMAIN\user` (winbind): both are transfer users for Aspera. */
const DOMAIN = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

/** The user and the domain of a name; no domain for a user of the server itself. */
function parts(name: string): { user: string; domain?: string } {
  const backslash = name.indexOf("\\");
  if (backslash >= 0) return { domain: name.slice(0, backslash), user: name.slice(backslash + 1) };
  const at = name.indexOf("@");
  return at >= 0 ? { user: name.slice(0, at), domain: name.slice(at + 1) } : { user: name };
}

/** Applies a check to the user alone, without its domain. */
const ofUser =
  (check: Check<string>): Check<string> =>
  (name) =>
    check(parts(name).user);

const anyUser = firstOf<string>(ofUser(linuxUser), (name) => {
  const { domain } = parts(name);
  if (domain === undefined || DOMAIN.test(domain)) return undefined;
  return "write a user of a domain as user@domain.example.com or DOMAIN\\user";
});

const A_USER =
  "a Linux user: 1 to 32 characters of A-Z a-z 0-9 _ . -, with @domain behind or DOMAIN\\ before";

/** A login over SSH. */
export const login = text(A_USER, anyUser);

/**
 * `aspera:transferUser`: the system user in aspera.conf whose docroot the stack owns. Refuses root, a domain's too. It has
 * no default, which would one day point another customer's user at this bucket.
 */
export const transferUser = text(
  `${A_USER}; not root`,
  firstOf(ofUser(unlike(/^root$/i, "give the customer's own user; root must not transfer files")), anyUser),
);
