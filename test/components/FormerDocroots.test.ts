import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Docroot } from "../../components/Docroot";
import { only, type Registered, recordResources, secret, settled } from "../mocks/resources";
import { BUCKET_ROLE, CONNECTION, EXTERNAL_ID } from "./fixtures";

/** What our plugin answers once the transfer user is another. */
const MOVED = {
  "aspera:index:Docroot": {
    expect: "none",
    nonce: "0123456789abcdef",
    leftBehind: pulumi.secret("[THE FORMER]"),
    leaves: ["acme on aspera.example.com:33001"],
  },
};

describe("components: Docroot, what a move left behind", () => {
  let registered: Registered[];
  beforeEach(async () => {
    registered = await recordResources(MOVED);
    const args = {
      connection: CONNECTION,
      transferUser: "acme-2",
      bucket: "acme-media",
      restart: { restart: "whenIdle", idleWait: 7 } as const,
    };
    const docroot = new Docroot("docroot", { ...args, bucketRoleArn: BUCKET_ROLE, externalId: EXTERNAL_ID });
    await settled(docroot);
  });

  it("is closed by what was observed of it, and not before the new docroot is in place", () => {
    const former = only(registered, "aspera:index:FormerDocroots");
    assert.equal(former.name, "docroot-former");
    assert.deepEqual(former.wire, {
      leftBehind: secret("[THE FORMER]"),
      leaves: ["acme on aspera.example.com:33001"],
      restart: { restart: "whenIdle", idleWait: 7 },
    });
    assert.ok(former.dependsOn.includes("docroot-apply"), former.dependsOn.join());
  });
});
