import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import { version } from "../../package.json";
import { asPolicy } from "../../policy/asPolicy";
import { RULES } from "../../policy/rules";
import { trustExternalId } from "../../policy/rules/trustExternalId";
import { role, trusting } from "./rules/resources";

const ROOT = join(__dirname, "../..");

/** What the policy SDK gives to a policy (its 1.21); `notApplicable` throws there, too. */
function handMade(args: Partial<ResourceValidationArgs>): ResourceValidationArgs {
  return {
    type: "aws:iam/role:Role",
    props: {},
    urn: "urn:pulumi:prod::aspera::aws:iam/role:Role::bucket-role",
    name: "bucket-role",
    opts: {} as ResourceValidationArgs["opts"],
    stackTags: new Map(),
    isType: () => false,
    asType: () => undefined,
    getConfig: <T>() => ({}) as T,
    notApplicable: (reason) => {
      throw new Error(`not applicable: ${reason}`);
    },
    ...args,
  };
}

describe("policy: the pack", () => {
  const validate = (policy: ResourceValidationPolicy, args: Partial<ResourceValidationArgs>) => {
    const said: string[] = [];
    const { validateResource } = policy;
    assert.ok(typeof validateResource === "function");
    void validateResource(handMade(args), (message) => said.push(message));
    return said;
  };
  const policy = asPolicy(trustExternalId);
  const { props } = role(trusting({ Condition: {} }));

  it("makes a mandatory policy of each rule, with its severity and what to do", () => {
    const { name, description, severity, enforcementLevel, remediationSteps } = policy;
    assert.deepEqual(
      { name, description, severity, enforcementLevel, remediationSteps },
      {
        name: "trust-external-id",
        description: `${trustExternalId.description} ${trustExternalId.why}`,
        severity: "critical",
        enforcementLevel: "mandatory",
        remediationSteps: trustExternalId.mend,
      },
    );
  });

  it("reports what is wrong with the next step, and nothing where all is well", () => {
    assert.deepEqual(validate(policy, { props }), [
      `expected StringEquals on sts:ExternalId, got none in statement Server\nhint: ${trustExternalId.mend}`,
    ]);
    assert.deepEqual(validate(policy, { props: role(trusting()).props }), []);
  });

  it("is not applicable to other types of resources", () =>
    assert.throws(
      () => validate(policy, { type: "aws:s3/bucket:Bucket", props }),
      /^Error: not applicable: trust-external-id is about aws:iam\/role:Role$/,
    ));

  it("knows the role's account by the provider's allowedAccountIds, as a list or as the engine's text", () => {
    for (const allowedAccountIds of [["111122223333"], '["111122223333"]']) {
      const provider = { type: "pulumi:providers:aws", urn: "", name: "", props: { allowedAccountIds } };
      assert.deepEqual(validate(policy, { props, provider }), []);
    }
    const provider = { type: "pulumi:providers:aws", urn: "", name: "", props: { allowedAccountIds: "{" } };
    assert.equal(validate(policy, { props, provider }).length, 1);
  });

  it("has one rule a file, under the file's name", () => {
    const files = readdirSync(join(ROOT, "policy/rules")).filter((file) => file !== "index.ts");
    const names = files.map((file) =>
      file.replace(/\.ts$/, "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    );
    assert.deepEqual(RULES.map(({ name }) => name).sort(), names.sort());
  });

  it("has the version of this project, and an entry point that is there", () => {
    const pack = JSON.parse(readFileSync(join(ROOT, "policy/package.json"), "utf8"));
    assert.equal(pack.version, version);
    assert.ok(existsSync(join(ROOT, "policy", pack.main)));
  });
});
