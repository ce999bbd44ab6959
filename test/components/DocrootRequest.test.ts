import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Docroot, type DocrootArgs } from "../../components/Docroot";
import { only, type Registered, recordResources, secret, settled } from "../mocks/resources";
import { BUCKET_ROLE, CONNECTION, EXTERNAL_ID, OBSERVED } from "./fixtures";

const ARGS: DocrootArgs = {
  connection: CONNECTION,
  transferUser: "acme",
  bucket: "acme-media",
  prefix: "incoming/",
  bucketRoleArn: BUCKET_ROLE,
  externalId: EXTERNAL_ID,
};

describe("components: Docroot, what the agent is asked", () => {
  let registered: Registered[];
  beforeEach(async () => {
    registered = await recordResources(OBSERVED);
  });
  const made = async (args: Partial<DocrootArgs> = {}) => {
    registered.length = 0;
    await settled(new Docroot("docroot", { ...ARGS, ...args }));
  };

  it("is what our plugin says, and a secret", async () => {
    await made();
    const { request } = OBSERVED["aspera:index:Docroot"];
    assert.deepEqual(only(registered, "command:remote:Command").wire.stdin, secret(request));
  });

  it("is told to our plugin whole: folder, node user, entry, restart, template and host", async () => {
    const nodeApi = { user: pulumi.output("xfer2"), password: pulumi.output("PASSWORD") };
    const restart = { restart: "whenIdle", idleWait: 60, idleThen: "restart" } as const;
    const template = "s3://{host}/{bucket}/{prefix}?role={roleArn}&id={externalId}";
    const storageHost = "s3.us-east-1.amazonaws.com";
    await made({
      connection: { ...CONNECTION, asperaRoot: pulumi.output("aspera") },
      bucket: pulumi.output("acme-media"),
      transferUser: pulumi.output("globex"),
      createTransferUserEntry: true,
      ...{ nodeApi, restart, template, storageHost },
    });
    const { connection, metadata: _, ...told } = only(registered, "aspera:index:Docroot").wire;
    assert.equal((connection as { asperaRoot: string }).asperaRoot, "aspera");
    assert.deepEqual(told, {
      transferUser: "globex",
      bucket: "acme-media",
      prefix: "incoming/",
      bucketRoleArn: BUCKET_ROLE,
      externalId: secret(EXTERNAL_ID),
      createTransferUserEntry: true,
      nodeApi: { user: "xfer2", password: secret("PASSWORD") },
      ...{ restart, template, storageHost },
    });
  });
});
