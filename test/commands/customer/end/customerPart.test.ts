import assert from "node:assert/strict";
import { accountIn, customerPart } from "../../../../commands/customer/end/customerPart";
import type { Held } from "../../../../commands/pulumi/stacks";
import { held, urn } from "./held";

describe("end: what of a stack belongs to its customer", () => {
  const namesOf = (resources: readonly Held[]) =>
    resources.map(({ urn: one }) => one.split("::").at(-1)).sort();

  it("is the link with all that is below it, and the provider of the customer's account", () => {
    const part = customerPart(held({ besideServer: true }));
    assert.equal(part.besideServer, true);
    assert.deepEqual(namesOf(part.resources), [
      "bucket-account-444455556666",
      "customer",
      "customer-bucket",
      "customer-bucket-role",
      "customer-bucket-s3",
      "customer-docroot-former",
      "customer-handover",
      "customer-server-right",
      "customer-server-right-policy",
    ]);
  });

  it("is never the server's role, profile, instance, or the provider of its account", () => {
    const { resources } = customerPart(held({ besideServer: true }));
    for (const { type } of resources) assert.doesNotMatch(type, /ServerRole|InstanceProfile|ec2/);
    assert.ok(!namesOf(resources).includes("server-account-111122223333"));
  });

  it("knows a stack with a server in it by role or instance", () => {
    const none = held({ besideServer: false });
    assert.equal(customerPart(none).besideServer, false);
    for (const name of ["ServerRole", "ServerInstance"]) {
      const type = `aspera:components:${name}`;
      assert.equal(customerPart([...none, { urn: urn(type, "server"), type }]).besideServer, true);
    }
  });

  it("names its roles and inline policies with their accounts", () => {
    const { iam } = customerPart(held({ besideServer: true }));
    assert.deepEqual(
      iam.map(({ kind, role, policy, account }) => [kind, role, policy, account]),
      [
        ["role", "aspera-acme", "", "bucketAccount"],
        ["policy", "aspera-acme", "aspera-s3", "bucketAccount"],
        ["policy", "aspera-server", "aspera-acme-prod", "serverAccount"],
      ],
    );
  });

  it("tells which docroots of earlier moves are open", () => {
    assert.equal(customerPart(held({ besideServer: false })).formerOpen, "");
    const open = customerPart(held({ besideServer: false, formerOpen: "old on 10.0.0.7:33001" }));
    assert.equal(open.formerOpen, "old on 10.0.0.7:33001");
  });

  it("is nothing in an empty stack, and in a server's own", () => {
    assert.deepEqual(customerPart([]), { resources: [], iam: [], besideServer: false, formerOpen: "" });
    const server = held({ besideServer: true }).filter(
      ({ urn: one }) => !/customer|bucket-account/.test(one),
    );
    assert.deepEqual(customerPart(server), { resources: [], iam: [], besideServer: true, formerOpen: "" });
  });

  it("tells an account by its provider, and by nothing that only looks like one", () => {
    const provider = urn("pulumi:providers:aws", "bucket-account-444455556666");
    assert.equal(accountIn(provider), "bucketAccount");
    assert.equal(accountIn(`${provider}::7f0e`), "bucketAccount");
    assert.equal(
      accountIn(`${urn("pulumi:providers:aws", "server-account-111122223333")}::1`),
      "serverAccount",
    );
    for (const other of [
      "",
      urn("aws:iam/role:Role", "bucket-account-444455556666"),
      urn("pulumi:providers:aws", "default_7_48_0"),
      urn("pulumi:providers:aws", "bucket-account-4444"),
    ])
      assert.equal(accountIn(other), undefined, other);
  });
});
