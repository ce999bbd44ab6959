import assert from "node:assert/strict";
import { deathOf } from "../../../../commands/customer/end/linkDead";
import { found } from "../../../../model/findings/finding";
import { assumeRefused } from "../../../../model/findings/link/assumeRefused";
import { clockOff } from "../../../../model/findings/link/clockOff";
import { listRefused } from "../../../../model/findings/link/listRefused";
import { noInstanceRole } from "../../../../model/findings/link/noInstanceRole";
import { openWithoutExternalId } from "../../../../model/findings/link/openWithoutExternalId";
import { proofNotHeld } from "../../../../model/findings/link/proofNotHeld";
import { uploadRefused } from "../../../../model/findings/link/uploadRefused";

describe("end: what a proof says of a link that should be dead", () => {
  const two = { access: ["upload", "browse"], assumes: true } as const;

  it("it is dead when AWS refuses the server, in words and with the code", () => {
    const death = deathOf(found(assumeRefused, assumeRefused.example), two);
    assert.equal(death.outcome, "refused");
    assert.match(death.said, /sts:AssumeRole .*\[link-assume-refused\]$/);
    for (const wrong of [
      found(listRefused, listRefused.example),
      found(uploadRefused, uploadRefused.example),
    ])
      assert.equal(deathOf(wrong, { ...two, assumes: false }).outcome, "refused");
  });

  it("it is not shown by a server that cannot be asked, or cannot ask", () => {
    for (const wrong of [
      found(proofNotHeld, proofNotHeld.example),
      found(noInstanceRole, noInstanceRole.example),
      found(clockOff, clockOff.example),
    ])
      assert.equal(deathOf(wrong, two).outcome, "not proven", wrong.code);
  });

  it("an open role is not dead", () => {
    const open = found(openWithoutExternalId, openWithoutExternalId.example);
    assert.notEqual(deathOf(open, two).outcome, "refused");
  });

  it("it stands when nothing is wrong and something was asked", () => {
    assert.equal(deathOf(undefined, two).outcome, "stands");
    assert.equal(deathOf(undefined, { access: ["delete"], assumes: true }).outcome, "stands");
    assert.equal(deathOf(undefined, { access: ["browse"], assumes: false }).outcome, "stands");
    assert.equal(deathOf(undefined, { access: ["delete"], assumes: false }).outcome, "not proven");
  });
});
