import assert from "node:assert/strict";
import { type Finding, FindingError, type Found } from "../../../model/findings/finding";
import type { LoginFacts, RefusedLogin } from "../../../model/findings/loginFacts";
import { agentRefused } from "../../../model/findings/server/agentRefused";
import { loginAsAnother } from "../../../model/findings/server/loginAsAnother";
import { loginHasNoShell } from "../../../model/findings/server/loginHasNoShell";
import { loginIsAspshell } from "../../../model/findings/server/loginIsAspshell";
import { noAnswer } from "../../../model/findings/server/noAnswer";
import { noPerl } from "../../../model/findings/server/noPerl";
import { noSudo } from "../../../model/findings/server/noSudo";
import { otherVersion } from "../../../model/findings/server/otherVersion";
import { passwordExpired } from "../../../model/findings/server/passwordExpired";
import { perlDoesNotStart } from "../../../model/findings/server/perlDoesNotStart";
import { profileInTheWay } from "../../../model/findings/server/profileInTheWay";
import { sudoNotAllowed } from "../../../model/findings/server/sudoNotAllowed";
import { sudoRefused } from "../../../model/findings/server/sudoRefused";
import { sudoWantsPassword } from "../../../model/findings/server/sudoWantsPassword";
import { sudoWantsTerminal } from "../../../model/findings/server/sudoWantsTerminal";
import { parseApplyAnswer, parseObserveAnswer } from "../../../provider/agent/answer";
import { PLACE } from "../connection";

const ANSWER = {
  protocol: 1,
  changed: true,
  restarted: "systemctl",
  transfers: null,
  usersServed: 12,
  backup: "aspera.conf.aspera-pulumi-20261124T160000Z",
  docroot: "/x",
  fingerprint: "0123456789abcdef",
  reason: "",
};
const said = (stdout: string, stderr = "", code: number | null = 0) => ({
  ...{ stdout, stderr, code },
  ...{ place: PLACE, user: "ec2-user" },
});
const line = (answer: object) => `aspera-agent: ${JSON.stringify(answer)}\n`;

/** The finding that ends a reading. */
function thrownBy(reading: () => unknown): Found {
  try {
    reading();
  } catch (error) {
    assert.ok(error instanceof FindingError, String(error));
    return error.found;
  }
  assert.fail("expected a failure");
}

function failure(stderr: string, code: number | null = 1, stdout = ""): Found {
  return thrownBy(() => parseObserveAnswer(said(stdout, stderr, code)));
}

describe("agent: answers", () => {
  it("reads the marked line among banners and profile noise", () => {
    const noise = `Welcome to aspera.example.com\n{"protocol":1}\n\u001b[1mhello\u001b[0m\n\n${line(ANSWER)}logout\n`;
    assert.deepEqual(parseApplyAnswer(said(noise, "stty: not a terminal\n")), ANSWER);
    assert.deepEqual(parseApplyAnswer(said(noise.replaceAll("\n", "\r\n"))), ANSWER);
  });

  it("refuses any other form, naming the key", () => {
    for (const [bad, what] of [
      [{ ...ANSWER, more: 1 }, "more"],
      [{ ...ANSWER, restarted: "maybe" }, "restarted"],
      [{ ...ANSWER, protocol: 2 }, "protocol"],
      [{ ...ANSWER, usersServed: -1 }, "usersServed"],
    ] as [object, string][]) {
      const { code, text } = thrownBy(() => parseApplyAnswer(said(line(bad))));
      assert.equal(code, otherVersion.code);
      assert.ok(text.endsWith(`: something else at ${what}`), text);
      assert.ok(text.includes(PLACE), text);
    }
    for (const [stdout, what] of [
      [line(ANSWER) + line(ANSWER), /: 2 answers$/],
      ['aspera-agent: {"protocol"\n', /: no JSON$/],
    ] as const) {
      const { code, text } = thrownBy(() => parseApplyAnswer(said(stdout)));
      assert.equal(code, otherVersion.code);
      assert.match(text, what);
    }
    const other = thrownBy(() => parseObserveAnswer(said(line(ANSWER))));
    assert.equal(other.code, otherVersion.code, "an answer to another question");
  });

  it("reads sentence and hint", () => {
    const { code, text, hint } = failure("motd\naspera-agent: the docroot is wrong\nhint: mend it\n");
    assert.deepEqual([code, text, hint], [agentRefused.code, "the docroot is wrong", "mend it"]);
    const last = failure("aspera-agent: first\nhint: one\naspera-agent: second\n");
    assert.deepEqual([last.text, last.hint], ["second", "see the server"], "the last one counts");
  });

  it("does not take a success for one when the exit code says otherwise", () => {
    const { code, text } = thrownBy(() => parseApplyAnswer(said(line(ANSWER), "", 1)));
    assert.equal(code, noAnswer.code);
    assert.match(text, /: exit code 1$/);
  });

  for (const [stderr, expected, exit = 1] of [
    ["sudo: a password is required\n", sudoWantsPassword],
    [
      "sudo: a terminal is required to read the password; either use the -S option\nsudo: a password is required",
      sudoWantsPassword,
    ],
    ["sudo: interactive authentication is required\n", sudoWantsPassword],
    ["sudo: no tty present and no askpass program specified\n", sudoWantsTerminal],
    ["sudo: sorry, you must have a tty to run sudo\n", sudoWantsTerminal],
    ["ec2-user is not in the sudoers file.  This incident will be reported.\n", sudoNotAllowed],
    ["Sorry, user x is not allowed to execute '/usr/bin/perl -' as root on h.\n", sudoNotAllowed],
    ["aspshell: command not permitted\n", loginIsAspshell],
    ["bash: sudo: command not found\n", noSudo],
    ["sh: 1: sudo: not found\n", noSudo],
    ["sudo: perl: command not found\n", noPerl],
    ["bash: perl: command not found\n", noPerl],
    ["sh: 1: perl: not found\n", noPerl],
    ["This account is currently not available.\n", loginHasNoShell],
    ["This service allows sftp connections only.\n", loginHasNoShell],
    ['Please login as the user "ec2-user" rather than the user "root".\n\n', loginAsAnother],
    ['Please login as the user \\"ubuntu\\" rather than the user \\"root\\".\n', loginAsAnother],
    [
      "WARNING: Your password has expired.\nPassword change required but no TTY available.\n",
      passwordExpired,
    ],
    ["You are required to change your password immediately (password expired).\n", passwordExpired],
    ["Your account has expired; please contact your system administrator.\n", passwordExpired],
    ["sudo: Ein Passwort ist notwendig\n", sudoRefused],
    ["sudo: il est nécessaire de saisir un mot de passe\n", sudoRefused],
    ["sudo: パスワードが必要です\n", sudoRefused],
    ["ec2-user ist nicht in der sudoers-Datei.\n", sudoNotAllowed],
    ["ec2-user n'apparaît pas dans le fichier sudoers. Cet événement sera signalé.\n", sudoNotAllowed],
    ["sudo: perl: Befehl nicht gefunden\n", noPerl],
    ["zsh:1: command not found: perl\n", noPerl],
    ["zsh: command not found: sudo\n", noSudo],
    ["perl: Command not found.\n", noPerl],
    ["sudo: Command not found.\n", noSudo],
    ["fish: Unknown command: perl\n", noPerl],
    ["fish: Unknown command 'sudo'\n", noSudo],
    ["rbash: perl: command not found\n", noPerl],
    ["ksh: perl:  not found\n", noPerl, 127],
    ["bash: perl: Kommando nicht gefunden.\n", noPerl, 127],
    ["bash: sudo : commande introuvable\n", noSudo, 127],
    [
      "Can't locate Devel/Cover.pm in @INC (@INC contains: /etc/perl).\nBEGIN failed--compilation aborted.\n",
      perlDoesNotStart,
    ],
    ["Illegal switch in PERL5OPT: -x\n", perlDoesNotStart, 29],
    ["Can't locate strict.pm in @INC\n", perlDoesNotStart, 2],
    [
      'syntax error at - line 812, near "}"\nExecution of - aborted due to compilation errors.\n',
      profileInTheWay,
      255,
    ],
    ["Can't find string terminator \"'\" anywhere before EOF at - line 1.\n", profileInTheWay, 255],
    ["", profileInTheWay, 0],
    ["Welcome!\n", profileInTheWay, 0],
  ] as [string, Finding<LoginFacts> | Finding<RefusedLogin>, number?][]) {
    it(`has a finding of its own for: ${stderr.split("\n")[0]}`, () => {
      const { code, text } = failure(stderr, exit);
      assert.equal(code, expected.code);
      assert.ok(text.includes(PLACE), text);
      assert.equal(failure("", exit, stderr).code, expected.code, "said on standard output");
    });
  }

  it("says so when nothing is known, with the server's last line and no secret of it", () => {
    const { code, text, hint } = failure("motd\ns3://KEY:SECRET@host gone\u001b[2J\n\n", null);
    assert.equal(code, noAnswer.code);
    assert.match(text, /: the connection ended, and last said: s3:\/\/\(masked\)@host gone\\u001b\[2J$/);
    assert.doesNotMatch(text + hint, /SECRET/);
    assert.match(failure("", 137).text, /: exit code 137$/);
  });

  it("tells nothing that was sent, should the server send it back", () => {
    const hidden = ["n0de%20pass", "n0de pass", "acme-7f3c"];
    const sent = "node-password n0de%20pass\nwith n0de pass\nexternal-id acme-7f3c\n";
    for (const stderr of [sent, `sh: ${sent.split("\n")[0]}: not there\n`]) {
      const { text } = thrownBy(() => parseObserveAnswer({ ...said("", stderr, 3), hidden }));
      assert.doesNotMatch(text, /n0de|7f3c/);
      assert.match(text, /\(masked\)/);
    }
  });

  it("shows control characters of an answer, a sentence, a key or a line escaped", () => {
    const evil = "\u001b]52;c;eA==\u0007\u009b2J\u202e";
    const shown = "\\u001b]52;c;eA==\\u0007\\u009b2J\\u202e";
    assert.equal(parseApplyAnswer(said(line({ ...ANSWER, docroot: evil }))).docroot, shown);
    const { text, hint } = failure(`aspera-agent: ${evil}\nhint: ${evil}\n`);
    assert.deepEqual([text, hint], [shown, shown]);
    assert.ok(failure(`x ${evil}`, 3).text.endsWith(shown));
    assert.ok(failure(`sudo: ${evil}`).text.endsWith(shown));
    const other = thrownBy(() => parseApplyAnswer(said(line({ ...ANSWER, [evil]: 1 })))).text;
    assert.ok(other.includes(shown), other);
    assert.ok(failure(`aspera-agent: ${"x".repeat(900_000)}`).text.length < 3000, "and not for ever");
  });
});
