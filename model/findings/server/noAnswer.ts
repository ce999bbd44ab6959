import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  /** Login name. */
  readonly user: string;
  /** How it ended: `exit code 1`, `the connection ended`. */
  readonly how: string;
  /** The last line that came, fit to show and masked; empty for none. */
  readonly line: string;
}

export const noAnswer = finding<Facts>({
  code: "server-no-answer",
  owner: "operator",
  transient: false,
  text: ({ place, how, line }) =>
    `the agent on ${place} ended without an answer: ${how}${line === "" ? "" : `, and last said: ${line}`}`,
  hint: ({ user }) =>
    `log in as ${user} and run \`echo 'print 42' | perl -\`, or \`echo 'print 42' | sudo -n perl -\` where sudo is used: ` +
    "it must print 42, and what it prints instead is the reason",
  meaning:
    "Perl was not started, or was stopped before it was done: by the login's profile, by a security module, for lack of " +
    "memory. It is not known whether anything was changed; the next preview shows it.",
  example: { place: "aspera.example.com:33001", user: "ec2-user", how: "exit code 137", line: "Killed" },
});
