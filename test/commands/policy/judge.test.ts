import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { exitCode, judge } from "../../../commands/policy/judge";
import { NO_CONFIG, type PackConfig } from "../../../commands/policy/packConfig";
import type { HeldResource } from "../../../commands/policy/state";
import { policyDetails, policyTable } from "../../../commands/policy/table";
import { RULES } from "../../../policy/rules";
import { roleSessionLength } from "../../../policy/rules/roleSessionLength";
import { sshHostKey } from "../../../policy/rules/sshHostKey";

const URN = "urn:pulumi:prod::shop::aws:iam/role:Role::acme";
const lasting = (maxSessionDuration: number): HeldResource => ({
  urn: URN,
  type: "aws:iam/role:Role",
  props: { maxSessionDuration },
  accounts: [],
  secrets: [],
});
const consent: PackConfig = {
  levels: {},
  exceptions: [
    { id: "SEC-7", reason: "the archive's", match: [{ policies: ["role-session-length"], targets: [URN] }] },
  ],
};

describe("commands: policy, what the policies say", () => {
  const rules = [roleSessionLength, sshHostKey];
  const said = (resource: HeldResource, config = NO_CONFIG) => judge(rules, [resource], config);
  const results = (resource: HeldResource, config = NO_CONFIG) =>
    [
      ...stripVTControlCharacters(policyTable(said(resource, config))).matchAll(
        /│ (?:role|ssh)-.*│ (.*?) +│$/gm,
      ),
    ].map(([, cell]) => cell);

  it("keeps count of what each looked at, and of what breaks it", () => {
    const [first, second] = said(lasting(7200));
    assert.deepEqual(first, {
      rule: roleSessionLength,
      level: "mandatory",
      looked: 1,
      violations: [
        { urn: URN, message: "expected maxSessionDuration of 3600 at most, got 7200", excepted: [] },
      ],
    });
    assert.deepEqual([second?.looked, second?.violations], [0, []]);
    assert.deepEqual(results(lasting(7200)), ["1 broken", "-"]);
    assert.deepEqual(results(lasting(3600)), ["kept", "-"]);
  });

  it("ends with 1 for a mandatory policy that is broken without an exception, and with 0 else", () => {
    const advisory: PackConfig = { levels: { "role-session-length": "advisory" }, exceptions: [] };
    const disabled: PackConfig = { levels: { "role-session-length": "disabled" }, exceptions: [] };
    assert.equal(exitCode(said(lasting(7200))), 1);
    assert.equal(exitCode(said(lasting(3600))), 0);
    for (const [config, result] of [
      [advisory, "1 advisory"],
      [disabled, "disabled"],
      [consent, "1 excepted"],
    ] as const) {
      assert.equal(exitCode(said(lasting(7200), config)), 0, result);
      assert.deepEqual(results(lasting(7200), config), [result, "-"]);
    }
  });

  it("takes an exception for the policy and the resource that it names, and for no other", () => {
    for (const change of [{ policies: ["role-wildcard"] }, { targets: [`${URN}2`] }]) {
      const [one] = consent.exceptions;
      assert.ok(one);
      const match = one.match.map((entry) => ({ ...entry, ...change }));
      assert.equal(exitCode(said(lasting(7200), { levels: {}, exceptions: [{ ...one, match }] })), 1);
    }
  });

  it("tells each violation with its resource and the next step, or with the reason of its exception", () => {
    const message = "role-session-length  acme: expected maxSessionDuration of 3600 at most, got 7200";
    assert.deepEqual(policyDetails(said(lasting(7200))), [
      `! ${message}`,
      `  hint: ${roleSessionLength.mend}`,
      `  for an exception: ${URN}`,
    ]);
    assert.deepEqual(policyDetails(said(lasting(7200), consent)), [
      `- ${message}`,
      "  excepted by SEC-7: the archive's",
    ]);
    assert.deepEqual(policyDetails(judge(RULES, [], NO_CONFIG)), []);
  });
});
