import assert from "node:assert/strict";
import { findHostKey } from "../../../model/ssh/knownHosts";
import { ECDSA, ECDSA_521, ED25519, HASHED_NAME, RSA } from "./hostKeys";

const HOST = "aspera.example.com";
const HERE = `[${HOST}]:33001`;
const OTHER_ED25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJhZGJhZGJhZGJhZGJhZGJhZGJhZGJhZGJhZGJhZGJh";

/** The key that is found, or what was found in its place. */
function find(lines: string[], { port = 33001, rsa = false } = {}): string {
  const verdict = findHostKey(lines.join("\n"), HOST, port, rsa);
  return "key" in verdict ? verdict.key.text : `refused: ${verdict.problem.got}`;
}

describe("a host key in a known-hosts file", () => {
  it("is found by [host]:port, in any case of letters, among other lines", () => {
    assert.equal(
      find(["# comment", "", `other.example.com ${ECDSA}`, `[ASPERA.example.com]:33001 ${ED25519}`]),
      ED25519,
    );
    assert.equal(find([`${HERE},[192.0.2.1]:33001 ${ED25519} comment\r`]), ED25519);
  });

  it("is found by the plain name at port 22, and at another port where nothing else is there", () => {
    assert.equal(find([`${HOST} ${ED25519}`], { port: 22 }), ED25519);
    assert.equal(find([`${HOST} ${ED25519}`]), ED25519);
    assert.equal(find([`${HOST} ${ED25519}`, `${HERE} ${ECDSA}`]), ECDSA);
    assert.equal(find([`[${HOST}]:33001 ${ED25519}`], { port: 22 }), "refused: none");
  });

  it("is found by a name that ssh-keygen hashed, and not by another", () => {
    assert.equal(find([`${HASHED_NAME} ${ED25519}`]), ED25519);
    assert.equal(find([`${HASHED_NAME} ${ED25519}`], { port: 33002 }), "refused: none");
  });

  it("is found by a pattern, unless a negated one excludes it", () => {
    assert.equal(find([`[*.example.com]:3300? ${ED25519}`]), ED25519);
    assert.equal(find([`[*.example.com]:*,![aspera.*]:33001 ${ED25519}`]), "refused: none");
    assert.equal(find([`[asperaXexample.com]:33001 ${ED25519}`]), "refused: none");
  });

  it("is ed25519 before ecdsa before RSA, wherever they stand", () => {
    const all = [RSA, ECDSA_521, ECDSA, ED25519].map((key) => `${HERE} ${key}`);
    assert.equal(find(all), ED25519);
    assert.equal(find(all.slice(0, 3)), ECDSA);
    assert.equal(find(all.slice(0, 1), { rsa: true }), RSA);
    assert.equal(find(all.slice(0, 1)), "refused: an RSA key");
  });

  it("must be one: two of a kind are refused, the same twice is not", () => {
    assert.equal(find([`${HERE} ${ED25519}`, `${HERE} ${ED25519}`]), ED25519);
    assert.equal(
      find([`${HERE} ${ED25519}`, `${HERE} ${OTHER_ED25519}`]),
      "refused: 2 different ssh-ed25519 keys",
    );
  });

  it("is not one that was revoked, nor a certificate authority", () => {
    const revoked = `@revoked * ${ED25519}`;
    assert.equal(find([revoked, `${HERE} ${ED25519}`, `${HERE} ${ECDSA}`]), ECDSA);
    assert.equal(
      find([revoked, `${HERE} ${ED25519}`]),
      "refused: only keys that are revoked or of another kind",
    );
    assert.equal(
      find([`@cert-authority *.example.com,[*]:33001 ${ED25519}`]),
      "refused: only a certificate authority",
    );
  });

  it("that is missing is asked for with the line that prints it", () => {
    const verdict = findHostKey("", HOST, 33001, false);
    assert.ok("problem" in verdict);
    assert.match(verdict.problem.expected, /\[aspera\.example\.com\]:33001/);
    assert.match(verdict.problem.hint, /ssh-keyscan -p 33001 aspera\.example\.com/);
  });
});
