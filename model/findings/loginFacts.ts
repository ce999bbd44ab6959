/** Facts of a login that reached the server and got no further. */
export interface LoginFacts {
  /** Host and port. */
  readonly place: string;
  /** Login name. */
  readonly user: string;
}

/** The same, with what the server said. */
export interface RefusedLogin extends LoginFacts {
  /** The line that tells it, fit to show; may be empty. */
  readonly line: string;
}

/** What lets a login run the agent by sudo, and nothing else. @param further lines that the case needs beside it. */
export function sudoersRule(user: string, ...further: string[]): string {
  const lines = [`${user} ALL=(root) NOPASSWD: /usr/bin/perl -`, ...further].map((line) => `\`${line}\``);
  return (
    `run \`visudo -f /etc/sudoers.d/aspera-pulumi\` as root on the server and add ${lines.join(" and ")}, with the path ` +
    "that `command -v perl` prints"
  );
}

/** The way without sudo. */
export const AS_ROOT = "log in as root (connection.user: root, connection.sudo: false)";
