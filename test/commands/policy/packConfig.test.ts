import assert from "node:assert/strict";
import { NO_CONFIG, packConfig } from "../../../commands/policy/packConfig";

const POLICIES = ["role-wildcard", "ssh-host-key"];
const URN = "urn:pulumi:prod::shop::aws:iam/rolePolicy:RolePolicy::acme";
const MATCH = [{ policies: ["role-wildcard"], targets: [URN] }];
const read = (file: object) => packConfig(JSON.stringify(file), POLICIES);

describe("commands: policy, Pulumi's file of levels and exceptions", () => {
  it("has levels as words or in objects, for one policy or for all", () => {
    assert.deepEqual(read({ version: 2, policies: { "role-wildcard": "advisory" } }).levels, {
      "role-wildcard": "advisory",
      "ssh-host-key": "mandatory",
    });
    const { levels } = read({
      all: { enforcementLevel: "disabled" },
      "ssh-host-key": "remediate",
      environments: ["x"],
    });
    assert.deepEqual(levels, { "role-wildcard": "disabled", "ssh-host-key": "mandatory" });
    assert.deepEqual(read({ "ssh-host-key": {} }).levels["ssh-host-key"], "mandatory");
    assert.deepEqual(NO_CONFIG, { levels: {}, exceptions: [] });
  });

  it("has exceptions with a reason", () => {
    const exceptions = { "SEC-7": { reason: "the archive's rights, until March", match: MATCH } };
    assert.deepEqual(read({ version: 2, exceptions }).exceptions, [
      { id: "SEC-7", reason: "the archive's rights, until March", match: MATCH },
    ]);
  });

  it("is refused where the engine refuses it: no reason, no target, no URN, another version", () => {
    for (const [file, message] of [
      [{ version: 2, exceptions: { "SEC-7": { match: MATCH } } }, /at exceptions\.SEC-7\.reason$/],
      [
        { version: 2, exceptions: { "SEC-7": { reason: " ", match: MATCH } } },
        /at exceptions\.SEC-7\.reason$/,
      ],
      [{ version: 2, exceptions: { "SEC-7": { reason: "x", match: [] } } }, /at exceptions\.SEC-7\.match$/],
      [
        {
          version: 2,
          exceptions: {
            "SEC-7": { reason: "x", match: [{ policies: ["role-wildcard"], targets: ["acme"] }] },
          },
        },
        /^expected "urn:pulumi:", got "acme" at exceptions\.SEC-7\.match\.0\.targets\.0$/,
      ],
      [{ version: 3 }, /^expected 2, got 3 at version$/],
      [{ "ssh-host-key": "sometimes" }, /at policies\.ssh-host-key$/],
    ] as const)
      assert.throws(() => read(file), { message }, JSON.stringify(file));
    assert.throws(
      () => packConfig("{", POLICIES),
      /^Error: expected JSON with levels and exceptions, got something else$/,
    );
  });

  it("is refused where it names a policy that is not there: an exception that never counts helps nobody", () => {
    for (const name of ["role-wildcards", "all"]) {
      const match = [{ policies: [name], targets: [URN] }];
      assert.throws(() => read({ version: 2, exceptions: { "SEC-7": { reason: "x", match } } }), {
        message: `expected policies of the pack, got ${name}\nhint: they are role-wildcard, ssh-host-key`,
      });
    }
  });
});
