// What stands between us and the agent: the login, its shell, sudo, perl. Sources: the messages of sudo 1.8 and 1.9 and of
// its translations, of the shells' "command not found" (sh, bash, ksh, zsh, csh, fish), of pam_unix and sshd, of cloud-init's
// key for root, of perl's own start, and of Aspera's restricted shell.
import type { Finding } from "../../model/findings/finding";
import type { LoginFacts, RefusedLogin } from "../../model/findings/loginFacts";
import { loginAsAnother } from "../../model/findings/server/loginAsAnother";
import { loginHasNoShell } from "../../model/findings/server/loginHasNoShell";
import { loginIsAspshell } from "../../model/findings/server/loginIsAspshell";
import { noPerl } from "../../model/findings/server/noPerl";
import { noSudo } from "../../model/findings/server/noSudo";
import { passwordExpired } from "../../model/findings/server/passwordExpired";
import { perlDoesNotStart } from "../../model/findings/server/perlDoesNotStart";
import { profileInTheWay } from "../../model/findings/server/profileInTheWay";
import { sudoNotAllowed } from "../../model/findings/server/sudoNotAllowed";
import { sudoRefused } from "../../model/findings/server/sudoRefused";
import { sudoWantsPassword } from "../../model/findings/server/sudoWantsPassword";
import { sudoWantsTerminal } from "../../model/findings/server/sudoWantsTerminal";

/** What a run of the agent's command left behind. */
interface Run {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit code; null when the connection ended without one. */
  readonly code: number | null;
}

/** Some have no use for the line. */
type Refusal = Finding<RefusedLogin> | Finding<LoginFacts>;

type Obstacle = readonly [pattern: RegExp, kind: Refusal];

/** By the words of a line. */
const WORDS: readonly Obstacle[] = [
  [/please log ?in as the (ec2-)?user/i, loginAsAnother],
  [
    /password (has |is )?expired|password change required|must change your password|account (has )?expired/i,
    passwordExpired,
  ],
  [/sudo:.*(sorry, you must have a tty|no tty present and no askpass)/, sudoWantsTerminal],
  [
    /sudo:.*(a password is required|a terminal is required|interactive authentication is required)/,
    sudoWantsPassword,
  ],
  [/(is not in the sudoers file|is not allowed to (execute|run))/, sudoNotAllowed],
  [/aspshell|command (is )?not (allowed|permitted)/i, loginIsAspshell],
  [
    /This account is currently not available|restricted by rssh|allows sftp connections only/,
    loginHasNoShell,
  ],
  [
    /Can't locate \S+ in @INC|PERL5OPT|BEGIN failed--compilation aborted|perl5db|Can't load .* for module|version mismatch/,
    perlDoesNotStart,
  ],
  [/ at - line \d+|Execution of - aborted|^- had (too many errors|compilation errors)/, profileInTheWay],
];

/** By their form alone, whatever the language of the server. */
const FORMS: readonly Obstacle[] = [
  // sudo tells of a command that it does not find by that command's name.
  [/\bsudo: perl: /, noPerl],
  [/\bperl: ((command )?not found|No such file)|command (not found|unknown): perl\b/i, noPerl],
  [/(^|\W)[Uu]nknown command:? '?perl\b/, noPerl],
  [/\bsudo: (command )?not found|command (not found|unknown): sudo\b/i, noSudo],
  [/(^|\W)[Uu]nknown command:? '?sudo\b/, noSudo],
  [/\bsudoers\b/, sudoNotAllowed],
  [/^sudo: /, sudoRefused],
];

/** Where a shell says by its exit code that a command is not there: which one, by the name between its colons. */
const NOT_FOUND: readonly Obstacle[] = [
  [/(^|[\s:'"„«‘“])sudo\b/, noSudo],
  [/(^|[\s:'"„«‘“])perl\b/, noPerl],
];

/** What kept the agent from running, and the line that tells it; undefined when nothing is recognised. */
export function obstacleIn({
  stdout,
  stderr,
  code,
}: Run): { readonly kind: Refusal; readonly line: string } | undefined {
  const lines = `${stderr}\n${stdout}`.split(/[\r\n]+/).map((line) => line.slice(0, 2000));
  const rules = [...WORDS, ...FORMS, ...(code === 127 ? NOT_FOUND : [])];
  for (const [pattern, kind] of rules) {
    const line = lines.find((one) => pattern.test(one));
    if (line !== undefined) return { kind, line };
  }
  // perl reads an empty program and is content: what was sent did not come to it.
  if (code === 0) return { kind: profileInTheWay, line: "" };
  return undefined;
}
