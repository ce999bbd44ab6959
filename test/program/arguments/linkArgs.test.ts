import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Link } from "../../../components/Link";
import { awsEndpoints } from "../../../model/aws/endpoints";
import { asperaLinkArgs } from "../../../program/arguments/asperaLinkArgs";
import type { Customer } from "../../../program/settings";
import { only, recordResources, secret, settledValue } from "../../mocks/resources";
import { CONNECTION } from "../../provider/connection";
import { INPUTS } from "../../provider/link/inputs";
import { customerWith, EXTERNAL_ID, inner, oneAccountCustomer } from "../settings/stack";

const told = (customer: Customer) =>
  asperaLinkArgs(
    { side: "both", serverAccount: { id: "111122223333", region: "us-east-1" }, stack: "acme-prod" },
    customer,
  );

describe("what the settings say of the proof", () => {
  it("two accounts: the role to assume, the prefix, and every right that is there", () => {
    const { bucketRole, region, bucket, prefix, access, required, wait, fullProof } = told(customerWith());
    assert.equal(bucketRole?.roleName, "aspera-acme");
    assert.deepEqual(
      { region, bucket, prefix, access, required, wait, fullProof },
      {
        region: "us-east-1",
        bucket: "acme-media",
        prefix: "incoming/",
        access: ["upload", "download", "browse", "delete"],
        required: true,
        wait: 120,
        fullProof: false,
      },
    );
  });

  it("one account: nothing is assumed, and no external ID is told", () => {
    const { bucketRole, externalId } = told(oneAccountCustomer());
    assert.deepEqual([bucketRole, externalId], [undefined, undefined]);
  });

  it("tells no right that the role does not have", () => {
    for (const access of [["upload"], ["download"], ["delete"], ["browse", "delete"]])
      assert.deepEqual(told(customerWith(inner("bucket", { access }))).access, access);
  });

  it("says so where everything is allowed", () => {
    assert.equal(told(customerWith(inner("bucket", { access: ["full"] }))).fullAccess, true);
    assert.equal(told(customerWith()).fullAccess, false);
  });

  it("only reports, or proves in full, where the stack says so", () => {
    const { required, fullProof } = told(customerWith({ prove: "report", proof: "full" }));
    assert.deepEqual([required, fullProof], [false, true]);
  });

  it("keeps external ID and the node user's password secret", async () => {
    const nodeApi = { user: "xfer2", password: "i-0123456789abcdef0" };
    const secretKeys = new Set(["aspera:externalId", "aspera:nodeApi"]);
    const args = told(customerWith({ nodeApi }, { secretKeys }));
    assert.equal(args.nodeApi?.user, "xfer2");
    for (const [value, expected] of [
      [args.externalId, EXTERNAL_ID],
      [args.nodeApi?.password, nodeApi.password],
    ] as const) {
      assert.equal(await pulumi.isSecret(pulumi.output(value)), true);
      assert.equal(await settledValue(pulumi.output(value)), expected);
    }
  });
});

describe("the Link resource", () => {
  it("keeps its secrets secret however they are given, and asks the region's own services", async () => {
    const registered = await recordResources();
    const { endpoints: _, ...args } = INPUTS;
    const link = new Link("link", {
      ...args,
      connection: { ...args.connection, privateKey: "KEY", privateKeyPassphrase: "PASS" },
      nodeApi: { user: "xfer2", password: "PASSWORD" },
    });
    await settledValue(link.urn);
    const { inputs } = only(registered, "aspera:index:Link");
    assert.deepEqual(inputs.externalId, secret(INPUTS.externalId));
    // The mocks make a whole object a secret of which one member is; plugin.test.ts has it member by member.
    assert.deepEqual(
      inputs.connection,
      secret({ ...CONNECTION, privateKey: "KEY", privateKeyPassphrase: "PASS" }),
    );
    assert.deepEqual(inputs.nodeApi, secret({ user: "xfer2", password: "PASSWORD" }));
    assert.deepEqual(inputs.endpoints, awsEndpoints("us-east-1", process.env));
  });
});
