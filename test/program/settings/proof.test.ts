import assert from "node:assert/strict";
import { customerWith, faultsWith, faultWith } from "./stack";

const ENCRYPTED = { secretKeys: new Set(["aspera:externalId", "aspera:sshPrivateKey", "aspera:nodeApi"]) };

describe("how the link is proven", () => {
  it("is required within two minutes, without refusals in previews, by default", () => {
    const of = (changes: Record<string, unknown>) => customerWith(changes).proof;
    assert.deepEqual(of({}), { required: true, wait: 120, fullRefresh: false });
    assert.deepEqual(of({ prove: "report" }), { required: false, wait: 120, fullRefresh: false });
    assert.deepEqual(of({ prove: { mode: "required", longestWait: 0 } }), {
      required: true,
      wait: 0,
      fullRefresh: false,
    });
    assert.equal(of({ proof: "full" }).fullRefresh, true);
    assert.equal(of({ proof: "quiet" }).fullRefresh, false);
  });

  it("is one of a few words, with a bounded wait", () => {
    assert.equal(faultWith({ prove: "maybe" }).key, "aspera:prove.mode");
    assert.equal(faultWith({ prove: { longestWait: 5 } }).key, "aspera:prove.mode");
    assert.equal(faultWith({ prove: { mode: "report", longestWait: 1801 } }).key, "aspera:prove.longestWait");
    assert.equal(faultWith({ proof: "loud" }).key, "aspera:proof");
  });
});

describe("a node user", () => {
  const nodeApi = { user: "acme", password: "i-0123456789abcdef0" };

  it("is given with its password, or not at all", () => {
    assert.equal(customerWith().nodeApi, undefined);
    const read = customerWith({ nodeApi }, ENCRYPTED).nodeApi;
    assert.equal(read?.user, "acme");
    assert.equal(read?.password.reveal(), nodeApi.password);
    assert.ok(!JSON.stringify(read).includes(nodeApi.password));
    assert.equal(faultWith({ nodeApi: { user: "acme" } }, ENCRYPTED).key, "aspera:nodeApi.password");
  });

  it("must be encrypted, and is never shown", () => {
    const fault = faultWith({ nodeApi });
    assert.equal(fault.key, "aspera:nodeApi.password");
    assert.match(fault.hint, /pulumi config set --secret --path aspera:nodeApi\.password`/);
    const faults = faultsWith({ nodeApi: { user: "a:b", password: "pass\nword-4711" } }, ENCRYPTED);
    assert.deepEqual(
      faults.map(({ key }) => key),
      ["aspera:nodeApi.user", "aspera:nodeApi.password"],
    );
    assert.doesNotMatch(JSON.stringify(faults), /word-4711|a:b/);
  });

  it("does not show a password of the wrong type either", () => {
    const faults = faultsWith({ nodeApi: { user: "acme", password: 4711 } });
    assert.deepEqual(
      faults.map(({ key, got }) => [key, got]),
      [
        ["aspera:nodeApi.password", "[secret]"],
        ["aspera:nodeApi.password", "a value in clear"],
      ],
    );
  });
});
