import assert from "node:assert/strict";
import { type Finding, FindingError, type Found } from "../../../model/findings/finding";
import type { LoginFacts } from "../../../model/findings/loginFacts";
import { agentRefused } from "../../../model/findings/server/agentRefused";
import { loginHasNoShell } from "../../../model/findings/server/loginHasNoShell";
import { loginIsAspshell } from "../../../model/findings/server/loginIsAspshell";
import { noAnswer } from "../../../model/findings/server/noAnswer";
import { noPerl } from "../../../model/findings/server/noPerl";
import { noSudo } from "../../../model/findings/server/noSudo";
import { otherVersion } from "../../../model/findings/server/otherVersion";
import { sudoNotAllowed } from "../../../model/findings/server/sudoNotAllowed";
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

  for (const [stderr, expected] of [
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
  ] as [string, Finding<LoginFacts>][]) {
    it(`has a finding of its own for: ${stderr.split("\n")[0]}`, () => {
      const { code, text } = failure(stderr);
      assert.equal(code, expected.code);
      assert.ok(text.includes(PLACE), text);
      assert.equal(failure("", 1, stderr).code, expected.code, "said on standard output");
    });
  }

  it("says so when nothing is known, and never repeats what came", () => {
    const { code, text, hint } = failure("s3://KEY:SECRET@host\n", null);
    assert.equal(code, noAnswer.code);
    assert.match(text, /: the connection ended$/);
    assert.doesNotMatch(text + hint, /SECRET/);
  });
});
