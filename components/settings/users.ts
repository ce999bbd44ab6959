import { firstOf, like, text, unlike } from "./rules";

/** What useradd of the Linux distributions takes, upper case and dots included, since Aspera's users have them. */
const linuxUser = firstOf(
  (value: string) => (value.length > 32 ? `this one has ${value.length} characters` : undefined),
  unlike(/^\d+$/, "a name of digits only would be taken for a user number"),
  like(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/, "use letters, digits, _ . and -, not - or . at the beginning"),
);

/** Login of the server's administrator. */
export const login = text("a Linux user: 1 to 32 characters of A-Z a-z 0-9 _ . -", linuxUser);

/** `aspera:transferUser`. There is no default: one day it would point another customer's user at this bucket. */
export const transferUser = text(
  "a Linux user: 1 to 32 characters of A-Z a-z 0-9 _ . -, not root",
  firstOf(unlike(/^root$/i, "root must not transfer files; give the customer's own user"), linuxUser),
);
