import assert from "node:assert/strict";
import { areStandIns, canAttach } from "../../e2e/resident/plugins";

describe("stand-ins that stay for the tests' runs", () => {
  it("never take the place of a genuine plugin", () => {
    assert.ok(areStandIns([{ genuine: undefined }, { genuine: undefined }]));
    assert.ok(!areStandIns([{ genuine: undefined }, { genuine: "/opt/pulumi-resource-command" }]));
  });

  it("are not for a run with variables that a plugin of its own would see", () => {
    assert.ok(canAttach({}) && canAttach({ PULUMI_RUN_PROGRAM: "false", ASPERA_PROOF: "full" }));
    for (const name of ["AWS_PROFILE", "SSH_AUTH_SOCK", "HTTPS_PROXY"])
      assert.ok(!canAttach({ ASPERA_PROOF: "full", [name]: "x" }), name);
  });
});
