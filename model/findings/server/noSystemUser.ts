import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly transferUser: string;
}

export const noSystemUser = finding<Facts>({
  code: "server-no-system-user",
  owner: "operator",
  transient: false,
  text: ({ place, transferUser }) =>
    `transfer user ${transferUser} does not exist as a system user on ${place}`,
  hint: ({ transferUser }) =>
    /[@\\]/.test(transferUser)
      ? `see \`getent passwd '${transferUser}'\` on the server, which must be joined to that domain (\`realm list\`)`
      : `as root on the server: \`useradd -m -s /bin/aspshell ${transferUser}\``,
  meaning:
    "Aspera runs transfers as a system user of that name; without one nobody can log in for them, whatever aspera.conf says.",
  example: { place: "aspera.example.com:33001", transferUser: "acme" },
});
