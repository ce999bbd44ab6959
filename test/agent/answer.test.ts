import assert from "node:assert/strict";
import { type AgentError, parseApplyAnswer, parseObserveAnswer } from "../../components/agent/answer";

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
const said = (stdout: string, stderr = "", code: number | null = 0) => ({ stdout, stderr, code });
const line = (answer: object) => `aspera-agent: ${JSON.stringify(answer)}\n`;

function failure(stderr: string, code: number | null = 1, stdout = ""): AgentError {
  try {
    parseObserveAnswer(said(stdout, stderr, code));
  } catch (error) {
    return error as AgentError;
  }
  assert.fail("expected a failure");
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
    ] as [object, string][])
      assert.throws(
        () => parseApplyAnswer(said(line(bad))),
        new RegExp(`got something else at ${what}\nhint: `),
      );
    assert.throws(() => parseApplyAnswer(said(line(ANSWER) + line(ANSWER))), /got 2\n/);
    assert.throws(() => parseApplyAnswer(said('aspera-agent: {"protocol"\n')), /got no JSON\n/);
    assert.throws(() => parseObserveAnswer(said(line(ANSWER))), /something else at/);
  });

  it("reads sentence and hint", () => {
    const error = failure("motd\naspera-agent: the docroot is wrong\nhint: mend it\n");
    assert.deepEqual([error.sentence, error.hint, error.by], ["the docroot is wrong", "mend it", "agent"]);
    assert.equal(error.message, "the docroot is wrong\nhint: mend it");
  });

  it("does not take a success for one when the exit code says otherwise", () => {
    assert.throws(
      () => parseApplyAnswer(said(line(ANSWER), "", 1)),
      /expected an answer of the agent, got none \(exit code 1\)/,
    );
  });

  for (const [stderr, sentence] of [
    ["sudo: a password is required\n", /asks for a password/],
    [
      "sudo: a terminal is required to read the password; either use the -S option\nsudo: a password is required",
      /asks for a password/,
    ],
    ["sudo: no tty present and no askpass program specified\n", /requiretty\) or a password/],
    ["sudo: sorry, you must have a tty to run sudo\n", /requiretty/],
    ["ec2-user is not in the sudoers file.  This incident will be reported.\n", /may not use sudo/],
    ["Sorry, user x is not allowed to execute '/usr/bin/perl -' as root on h.\n", /may not use sudo/],
    ["aspshell: command not permitted\n", /aspshell/],
    ["bash: sudo: command not found\n", /no sudo on the server/],
    ["sh: 1: sudo: not found\n", /no sudo on the server/],
    ["sudo: perl: command not found\n", /no perl on the server/],
    ["bash: perl: command not found\n", /no perl on the server/],
    ["sh: 1: perl: not found\n", /no perl on the server/],
  ] as [string, RegExp][]) {
    it(`has a sentence of its own for: ${stderr.split("\n")[0]}`, () => {
      const error = failure(stderr);
      assert.match(error.sentence, sentence);
      assert.equal(error.by, "way");
    });
  }

  it("says so when nothing is known, and never repeats what came", () => {
    const error = failure("s3://KEY:SECRET@host\n", null);
    assert.match(error.message, /got none \(the connection ended\)/);
    assert.doesNotMatch(error.message, /SECRET/);
  });
});
