import { atMost, firstOf, like, text, unlike } from "./rules";

/** What useradd accepts on Linux distributions, plus upper case and dots, which Aspera's users have. */
const linuxUser = firstOf(
  atMost(32),
  unlike(/^\d+$/, "add a letter; a name of digits only would be read as a user number"),
  like(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/, "use letters, digits, _ . and -, and do not start with - or ."),
);

/** A login over SSH. */
export const login = text("a Linux user: 1 to 32 characters of A-Z a-z 0-9 _ . -", linuxUser);

/**
 * `aspera:transferUser`: the system user in aspera.conf whose docroot the stack owns. Refuses root. It has no default,
 * which would one day point another customer's user at this bucket.
 */
export const transferUser = text(
  "a Linux user: 1 to 32 characters of A-Z a-z 0-9 _ . -, not root",
  firstOf(unlike(/^root$/i, "give the customer's own user; root must not transfer files"), linuxUser),
);
