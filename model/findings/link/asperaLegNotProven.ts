import { finding } from "../finding";

interface Facts {
  /** What asperanoded answered instead of a listing: `HTTP 401`, `connection refused`. */
  readonly answer: string;
}

export const asperaLegNotProven = finding<Facts>({
  code: "link-aspera-leg-not-proven",
  owner: "operator",
  transient: true,
  text: ({ answer }) => `the roles work, but asperanoded could not list the docroot: ${answer}`,
  hint: ({ answer }) =>
    answer === "HTTP 401"
      ? "correct user and password in nodeApi; `/opt/aspera/bin/asnodeadmin -l`, as root on the server, lists the node users"
      : "read /opt/aspera/var/log/trapd/aspera-trapd.log and `journalctl -u asperanoded` on the server",
  meaning:
    "AWS lets the server in, yet Aspera itself, asked as the node user, does not get to the bucket. Either the node user's " +
    "password is wrong, or Aspera does not read the docroot the way it was meant; then transfers fail.",
  example: { answer: "HTTP 401" },
});
