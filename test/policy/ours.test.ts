import assert from "node:assert/strict";
import { AsperaLink, type AsperaLinkArgs } from "../../components/AsperaLink";
import { ServerRole } from "../../components/ServerRole";
import type { Resource } from "../../policy/reading/rule";
import { RULES } from "../../policy/rules";
import { withoutSecretMarks } from "../../provider/protocol/secrets";
import * as fixtures from "../components/fixtures";
import { type Registered, recordResources, settled } from "../mocks/resources";

/** What our components ask the engine for, as the rules would see it in a plan. */
function asPlanned({ type, wire }: Registered): Resource {
  const { properties, secrets } = withoutSecretMarks(wire);
  return {
    type,
    props: properties,
    accounts: [],
    secrets: secrets.map(([name = ""]) => name),
  };
}

describe("policy: what our own components make", () => {
  const broken = async (args: Partial<AsperaLinkArgs> = {}) => {
    const registered = await recordResources(fixtures.OBSERVED, fixtures.identities());
    const { server, bucket } = fixtures.providers();
    const role = new ServerRole(
      "server",
      { roleName: "aspera-server", partition: "aws", trustWindow: { notBefore: "2026-11-26T00:00:00Z" } },
      { provider: server },
    );
    const link = new AsperaLink("acme", {
      serverProvider: server,
      bucketProvider: bucket,
      serverRole: fixtures.SERVER_ROLE,
      bucketRole: { roleName: "aspera-acme" },
      externalId: fixtures.EXTERNAL_ID,
      bucket: "acme-media",
      prefix: "incoming/",
      region: "us-east-1",
      connection: { ...fixtures.CONNECTION, privateKey: fixtures.KEY },
      transferUser: "acme",
      ...args,
    });
    await settled(role);
    await settled(link);
    const looked = new Set<string>();
    const found = registered.map(asPlanned).flatMap((resource) =>
      RULES.filter(({ types }) => types.includes(resource.type)).flatMap((rule) => {
        looked.add(rule.name);
        return rule.violations(resource).map((what) => `${rule.name}: ${what}`);
      }),
    );
    assert.deepEqual(
      [...looked].sort(),
      RULES.map(({ name }) => name).sort(),
      "each rule had something to look at",
    );
    return found;
  };

  it("keeps every rule", async () => {
    assert.deepEqual(await broken(), []);
    const kmsKeyArn = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const proxy = { host: "jump.example.com", hostKey: "ssh-ed25519 BBBB" };
    const named = { sessionName: "aspera-acme", requireSessionName: true };
    const connection = { ...fixtures.CONNECTION, proxy };
    assert.deepEqual(await broken({ ...named, kmsKeyArn, connection, vendorRights: true }), []);
  });

  it("breaks one where the link is given what IBM's articles call full access, or a longer session", async () => {
    assert.deepEqual(await broken({ fullAccess: true }), [
      "role-wildcard: expected names, got action s3:* in statement FullAccess of policy",
    ]);
    assert.deepEqual(await broken({ bucketRole: { roleName: "aspera-acme", maxSessionDuration: 7200 } }), [
      "role-session-length: expected maxSessionDuration of 3600 at most, got 7200",
    ]);
  });
});
