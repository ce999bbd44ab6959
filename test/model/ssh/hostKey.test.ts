import assert from "node:assert/strict";
import { type HostKeyProblem, type HostKeyVerdict, parseHostKey } from "../../../model/ssh/hostKey";
import { ECDSA, ECDSA_521, ED25519, ED25519_FINGERPRINT, RSA } from "./hostKeys";

function key(verdict: HostKeyVerdict) {
  assert.ok("key" in verdict, JSON.stringify(verdict));
  return verdict.key;
}

function problem(verdict: HostKeyVerdict): HostKeyProblem {
  assert.ok("problem" in verdict, "accepted");
  return verdict.problem;
}

/** The key's text with one character of the base64 changed. */
function bent(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
}

describe("a host key given as text", () => {
  it("is kept without its comment, with the fingerprint that ssh-keygen shows", () => {
    assert.deepEqual(key(parseHostKey(`  ${ED25519} root@aspera\n`, false)), {
      type: "ssh-ed25519",
      text: ED25519,
      fingerprint: ED25519_FINGERPRINT,
    });
  });

  it("may be ecdsa of any curve", () => {
    assert.equal(key(parseHostKey(ECDSA, false)).text, ECDSA);
    assert.equal(key(parseHostKey(ECDSA_521, false)).type, "ecdsa-sha2-nistp521");
  });

  it("may be RSA only with consent", () => {
    assert.match(problem(parseHostKey(RSA, false)).hint, /allowRsaHostKey: true/);
    assert.equal(key(parseHostKey(RSA, true)).text, RSA);
  });

  it("must be whole: cut short, bent, of another kind than it says, or no base64", () => {
    const middle = "ssh-ed25519 AAAAC3Nza".length;
    for (const text of [
      ED25519.slice(0, -4),
      bent(ED25519, middle),
      `ssh-ed25519 ${ECDSA.split(" ")[1]}`,
      `ecdsa-sha2-nistp384 ${ECDSA.split(" ")[1]}`,
      `${ED25519.slice(0, -8)}!!!!AAAA`,
      "ssh-ed25519",
      "ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB",
    ]) {
      assert.match(problem(parseHostKey(text, true)).hint, /not such a key/, text);
    }
  });

  it("says what was pasted in its place", () => {
    assert.match(
      problem(parseHostKey(`[aspera.example.com]:33001 ${ED25519}`, false)).hint,
      /leave out the host name/,
    );
    assert.match(problem(parseHostKey(`${ED25519}\n${ECDSA}`, false)).hint, /one key, on one line/);
    assert.match(problem(parseHostKey(ED25519_FINGERPRINT, false)).hint, /fingerprint is not enough/);
    assert.match(problem(parseHostKey("ssh-dss AAAA", false)).hint, /DSA/);
    assert.match(problem(parseHostKey("ssh-ed25519-cert-v01@openssh.com AAAA", false)).hint, /certificates/);
    assert.match(problem(parseHostKey("nonsense", false)).hint, /ssh-keyscan/);
  });
});
