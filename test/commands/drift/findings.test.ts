import assert from "node:assert/strict";
import { findingIn, plainMessage } from "../../../commands/drift/findings";
import { found, messageOf, refusalOf } from "../../../model/findings/finding";
import { ALL_FINDINGS } from "../../../program/findings/registry";
import { checkOf, RESOURCES } from "./runs";

describe("drift: findings in what the engine prints", () => {
  it("are those of the registry, whole, whoever printed them and as what", () => {
    for (const kind of ALL_FINDINGS) {
      const one = found(kind, kind.example);
      const owner = typeof kind.owner === "function" ? "either account" : kind.owner;
      for (const printed of [messageOf(one), `${messageOf(one)}\n`])
        assert.deepEqual(findingIn(printed), { ...one, owner }, kind.code);
      const refused = findingIn(refusalOf("something else", one));
      assert.equal(refused?.code, kind.code);
      assert.deepEqual(
        [refused?.text, refused?.hint],
        [`expected something else, got: ${one.text}`, one.hint],
      );
    }
  });

  it("are none in what somebody else says: that stays a warning, once", () => {
    const others = ["the provider is old", "see [docs]", "x\nhint: y [link-no-such-code]"];
    for (const text of others) assert.equal(findingIn(text), undefined, text);
    const { findings, warnings, verdict } = checkOf(
      [],
      [],
      ...[...others, ...others].map((message) => ({ message })),
    );
    assert.deepEqual([findings, warnings, verdict], [[], others, "clean"]);
  });

  it("are told once, though both kinds of look tell them", () => {
    const message = "x\nhint: y [server-plain-http]";
    const { findings } = checkOf(
      [],
      [],
      { message, resource: RESOURCES.observed },
      { message, resource: RESOURCES.observed },
    );
    assert.equal(findings.length, 1);
  });

  it("lose what the engine puts around them", () => {
    assert.equal(plainMessage("warning: a\n\n"), "a");
    assert.equal(plainMessage("error: Preview failed: a"), "a");
    assert.equal(plainMessage("a warning: b"), "a warning: b");
  });
});
