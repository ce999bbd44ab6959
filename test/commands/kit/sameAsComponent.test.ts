import assert from "node:assert/strict";
import { parse } from "yaml";
import { escaped } from "../../../commands/htmlPage";
import { kitFactsOf } from "../../../commands/kit/facts";
import { kitFiles } from "../../../commands/kit/files";
import { AsperaLink } from "../../../components/AsperaLink";
import { policyQuery } from "../../../model/kit/policyQuery";
import { accountProvider } from "../../../program/accounts/accountProvider";
import { asperaLinkArgs } from "../../../program/arguments/asperaLinkArgs";
import { spansTwoAccounts } from "../../../program/settings";
import { OBSERVED, SERVER_ROLE } from "../../components/fixtures";
import { only, recordResources, secret, settled } from "../../mocks/resources";
import { CUSTOMER, EXTERNAL_ID, inner, settingsWith } from "../../program/settings/stack";

type Loose = Record<string, unknown>;

/** Settings that differ in everything that role, trust and rights depend on. */
const CASES: Readonly<Record<string, Loose>> = {
  "the plain customer": {},
  "a whole bucket, read only": inner("bucket", { prefix: "", access: ["download"] }),
  "IBM's table": inner("bucket", { access: ["upload"], vendorRights: true }),
  "a KMS key and a session name": {
    ...inner("bucket", {
      kmsKeyArn: "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    }),
    sessionName: { name: "acme", required: true },
  },
  "full access": inner("bucket", { access: ["full"] }),
  "everything set": {
    bucketRole: {
      name: "aspera-acme+x",
      path: "/partners/%{x}/",
      permissionsBoundary: "arn:aws:iam::444455556666:policy/boundary",
      maxSessionDuration: 7200,
    },
    bucket: { ...(CUSTOMER.bucket as Loose), prefix: "it's %{x} `in`/" },
    tags: { owner: "media-ops", "cost:center": "0123" },
  },
};

describe("kit: the same, field by field, as what Pulumi makes of the same settings", () => {
  for (const [name, changed] of Object.entries(CASES)) {
    it(name, async () => {
      const settings = settingsWith(changed);
      const { role, rights, inlinePolicies, attachments, tags } = await madeByPulumi(settings);
      const files = Object.fromEntries(
        kitFiles(kitFactsOf(settings, SERVER_ROLE), EXTERNAL_ID).map(({ path, text }) => [path, text]),
      );
      const json = (path: string) => JSON.parse(files[path] ?? "");

      // The plain documents.
      assert.deepEqual(json("trust-policy.json"), role.assumeRolePolicy);
      assert.deepEqual(json("rights-policy.json"), rights.policy);

      // CloudFormation, with the parameters at their defaults and the external ID given.
      const template = parse(files["cloudformation.yaml"] ?? "", { version: "1.1" });
      assert.deepEqual(Object.keys(template.Resources), ["BucketRole"]);
      const { Type, Properties } = filled(template.Resources.BucketRole, {
        ExternalId: EXTERNAL_ID,
        PermissionsBoundary: template.Parameters.PermissionsBoundary.Default,
      }) as { Type: string; Properties: Loose };
      assert.equal(Type, "AWS::IAM::Role");
      assert.deepEqual(Properties, {
        RoleName: role.name,
        Path: role.path,
        Description: role.description,
        AssumeRolePolicyDocument: role.assumeRolePolicy,
        MaxSessionDuration: role.maxSessionDuration,
        ...(role.permissionsBoundary !== undefined && { PermissionsBoundary: role.permissionsBoundary }),
        Policies: [{ PolicyName: rights.name, PolicyDocument: rights.policy }],
        ...(Object.keys(tags).length > 0 && {
          Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        }),
      });
      assert.equal("Default" in template.Parameters.ExternalId, false);
      assert.equal(template.Parameters.ExternalId.NoEcho, true);

      // Terraform, its references followed.
      const { resource } = json("terraform/main.tf.json");
      const terraform = terraformed(resource, json("terraform/terraform.tfvars.json").external_id);
      assert.deepEqual(terraform, {
        aws_iam_role: { ...role, ...(Object.keys(tags).length > 0 && { tags }) },
        aws_iam_role_policy: rights,
        aws_iam_role_policies_exclusive: inlinePolicies,
        aws_iam_role_policy_attachments_exclusive: attachments,
      });

      // The script asks for the same documents, and makes the role with the same values.
      const script = files["aws-cli.sh"] ?? "";
      const constant = (key: string) => shellConstant(script, key);
      assert.equal(constant("RIGHTS_SAY"), policyQuery(rights.policy as object));
      assert.equal(
        constant("TRUST_SAYS"),
        policyQuery(role.assumeRolePolicy as object, EXTERNAL_ID),
        "the external ID aside",
      );
      assert.deepEqual(
        ["ROLE_NAME", "ROLE_PATH", "DESCRIPTION", "MAX_SESSION", "BOUNDARY", "POLICY_NAME"].map(constant),
        [
          role.name,
          role.path,
          role.description,
          String(role.maxSessionDuration),
          role.permissionsBoundary ?? "",
          rights.name,
        ],
      );
      const tagged = constant("TAGS");
      assert.deepEqual(
        tagged === "" ? [] : JSON.parse(tagged),
        Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      );

      // What people read.
      const shown = files["rights-policy.json"]?.trim() ?? "";
      for (const text of [String(role.name), shown]) {
        assert.ok(files["README.md"]?.includes(text), text);
        assert.ok(files["README.html"]?.includes(escaped(text)), text);
      }
    });
  }

  it("the external ID stands in three files, which only this user may read, and in no other", () => {
    const files = kitFiles(kitFactsOf(settingsWith(), SERVER_ROLE), EXTERNAL_ID);
    const holding = files.filter(({ text }) => text.includes(EXTERNAL_ID)).map(({ path }) => path);
    assert.deepEqual(holding, ["terraform/terraform.tfvars.json", "external-id.txt", "trust-policy.json"]);
    assert.deepEqual(
      files.filter((file) => file.secret).map(({ path }) => path),
      holding,
    );
  });
});

/** The inputs that the program's own AsperaLink hands to the engine, secrets in clear. */
async function madeByPulumi(settings: ReturnType<typeof settingsWith>) {
  const registered = await recordResources(OBSERVED);
  const { customer } = settings;
  assert.ok(customer && spansTwoAccounts(customer));
  const bucketProvider = accountProvider("bucket-account", customer.bucketAccount, settings.tags);
  const link = new AsperaLink("customer", {
    ...asperaLinkArgs(settings, customer),
    serverProvider: accountProvider("server-account", settings.serverAccount, settings.tags),
    bucketProvider,
    serverRole: SERVER_ROLE,
  });
  await settled(link);
  const wire = (type: string, parent = "customer-bucket") =>
    clear(
      only(
        registered.filter((one) => one.parent === parent),
        type,
      ).wire,
    ) as Loose;
  const provider = registered.find(({ name }) => name.startsWith("bucket-account"));
  return {
    role: wire("aws:iam/role:Role"),
    rights: wire("aws:iam/rolePolicy:RolePolicy"),
    inlinePolicies: wire("aws:iam/rolePoliciesExclusive:RolePoliciesExclusive"),
    attachments: wire("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive"),
    tags: JSON.parse(String(provider?.inputs.defaultTags)).tags as Record<string, string>,
  };
}

/** Secrets by their values. */
function clear(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clear);
  if (typeof value !== "object" || value === null) return value;
  const [marker] = Object.keys(secret("") as object);
  if (marker !== undefined && marker in value) return clear((value as Loose).value);
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, clear(inside)]));
}

/** A part of a template with its parameters filled in, as CloudFormation does it; absent where the value is none. */
function filled(value: unknown, parameters: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((item) => filled(item, parameters));
  if (typeof value !== "object" || value === null) return value;
  const { Ref, "Fn::If": either } = value as { Ref?: string; "Fn::If"?: unknown[] };
  if (Ref !== undefined) return parameters[Ref];
  if (either) return parameters.PermissionsBoundary === "" ? undefined : filled(either[1], parameters);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inside]) => {
      const now = filled(inside, parameters);
      return now === undefined ? [] : [[key, now]];
    }),
  );
}

/** Terraform's resources in Pulumi's names, templates and references resolved as Terraform does. */
function terraformed(resource: Record<string, { aspera: Loose }>, externalId: string): Record<string, Loose> {
  const references: Readonly<Record<string, string>> = {
    "var.external_id": externalId,
    "aws_iam_role.aspera.name": String(resource.aws_iam_role?.aspera.name),
    "aws_iam_role_policy.aspera.name": String(resource.aws_iam_role_policy?.aspera.name),
  };
  const text = (template: string): string =>
    template.replace(/([$%])\1\{|\$\{([\w.]+)\}/g, (_, literal?: string, path = "") =>
      literal ? `${literal}{` : (references[path] ?? `no ${path}`),
    );
  const value = (given: unknown, key = ""): unknown => {
    if (typeof given === "string") return /policy$/.test(key) ? JSON.parse(text(given)) : text(given);
    if (Array.isArray(given)) return given.map((item) => value(item));
    if (typeof given !== "object" || given === null) return given;
    return Object.fromEntries(Object.entries(given).map(([inside, one]) => [inside, value(one)]));
  };
  const pulumi = (key: string) => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(
    Object.entries(resource).map(([type, { aspera }]) => [
      type,
      Object.fromEntries(Object.entries(aspera).map(([key, given]) => [pulumi(key), value(given, key)])),
    ]),
  );
}

/** The value that a line of a shell script gives to a variable. */
function shellConstant(script: string, key: string): string {
  const given = new RegExp(`^${key}=((?:'[^']*'|\\\\'|[^'\\s])*)$`, "m").exec(script)?.[1];
  assert.ok(given !== undefined, key);
  return given.replace(/'([^']*)'|\\(.)/g, (_, quoted?: string, one?: string) => quoted ?? one ?? "");
}
