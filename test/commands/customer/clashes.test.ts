import assert from "node:assert/strict";
import { clashes } from "../../../commands/customer/clashes";
import type { OtherStack } from "../../../commands/customer/otherStacks";
import { CUSTOMER, configuration, EXTERNAL_ID, inner, ONE_ACCOUNT } from "../../program/settings/stack";

const OF_ITS_OWN = {
  transferUser: "globex",
  externalId: "another",
  ...inner("bucketRole", { name: "aspera-globex" }),
};
const other = (changes: Record<string, unknown> = {}, stack = "globex-prod"): OtherStack => ({
  stack,
  values: configuration({ ...CUSTOMER, ...OF_ITS_OWN, ...changes }),
});
const found = (others: readonly OtherStack[], changes: Record<string, unknown> = {}) =>
  clashes("acme-prod", configuration({ ...CUSTOMER, ...changes }), others).map(({ key, got }) => [key, got]);

const USER = ["aspera:transferUser", '"acme", the user of stack globex-prod'];
const ROLE = ["aspera:bucketRole.name", '"aspera-acme", the role of stack globex-prod'];
const ID = ["aspera:externalId", "that of stack globex-prod"];

describe("customer: what another stack uses already (invitation)", () => {
  it("is nothing where each has its own", () => {
    assert.deepEqual(found([]), []);
    assert.deepEqual(found([other()]), []);
  });

  it("is told at once: user, role and external ID, by name, and never the ID itself", () => {
    const { transferUser, externalId, bucketRole } = CUSTOMER;
    const copy = other({ transferUser, externalId, bucketRole });
    assert.deepEqual(found([copy]), [USER, ROLE, ID]);
    const all = JSON.stringify(clashes("acme-prod", configuration(CUSTOMER), [copy]));
    assert.ok(!all.includes(EXTERNAL_ID));
    assert.match(all, /npm run customer -- rotate acme-prod mints one of its own/);
    assert.match(all, /`pulumi stack rm globex-prod`/);
  });

  it("a user is one server's: known by host key, instance or address", () => {
    const same = { transferUser: "acme" };
    const server = (changes: Record<string, unknown>) => other({ ...same, ...inner("server", changes) });
    assert.deepEqual(found([server({})]), [USER]);
    assert.deepEqual(found([server({ host: "203.0.113.7" })]), [USER], "its host key");
    assert.deepEqual(
      found([server({ host: "ASPERA.example.com", hostKey: "another" })]),
      [USER],
      "its address",
    );
    assert.deepEqual(found([server({ host: "203.0.113.7", hostKey: "another" })]), []);
    assert.deepEqual(found([server({ port: 22, hostKey: "another" })]), []);
    const [instanceId, host] = ["i-0123456789abcdef0", "203.0.113.7"];
    assert.deepEqual(
      found([server({ host, hostKey: "another", instanceId })], inner("server", { instanceId })),
      [USER],
      "its instance",
    );
  });

  it("a role is one account's, whatever its path and its case", () => {
    assert.deepEqual(found([other({ bucketRole: { name: "ASPERA-acme", path: "/partners/" } })]), [ROLE]);
    const elsewhere = { bucketAccount: { id: "777788889999" }, bucketRole: CUSTOMER.bucketRole };
    assert.deepEqual(found([other(elsewhere)]), []);
    assert.deepEqual(found([other({ ...ONE_ACCOUNT })]), []);
  });

  it("is not the other end of a link, which is the bucket's side alone", () => {
    const { externalId, bucketRole } = CUSTOMER;
    assert.deepEqual(found([other({ side: "bucket", externalId, bucketRole, transferUser: undefined })]), []);
  });

  it("is not seen in what is no settings at all", () => {
    assert.deepEqual(
      found([{ stack: "odd", values: { "aspera:server": "[", "aspera:bucketRole": "7" } }]),
      [],
    );
  });
});
