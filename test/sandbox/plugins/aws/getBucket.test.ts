import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { FIRST_START } from "../../accounts/testAccounts";
import { PluginProcess } from "../pluginProcess";
import { type Customer, customer } from "./customer";

const GET_BUCKET = "aws:s3/getBucket:getBucket";

describe("aws stand-in: getBucket", () => {
  let it_: Customer;

  before(async function () {
    this.timeout(FIRST_START);
    it_ = await customer("acme");
  });
  after(() => it_?.stop());

  const getBucket = (bucket: string) => it_.plugin.invoke(GET_BUCKET, { bucket });
  const says = (bucket: string, reason: string) => ({
    message: `invoking ${GET_BUCKET}: 1 error occurred:\n\t* reading S3 Bucket (${bucket}): ${reason}\n\n`,
  });

  it("says where a bucket is", async () => {
    const found = await getBucket("acme-media");
    assert.deepEqual([found.bucketRegion, found.arn], ["us-east-1", "arn:aws:s3:::acme-media"]);
  });

  it("says that there is none", async () => {
    await assert.rejects(getBucket("no-such-bucket"), says("no-such-bucket", "couldn't find resource"));
  });

  it("says only `empty result` of a bucket that is not ours", async () => {
    await assert.rejects(getBucket("globex-media"), says("globex-media", "empty result"));
  });

  it("says only `empty result` of a bucket in another region", async () => {
    const CreateBucketConfiguration = { LocationConstraint: "eu-west-1" } as const;
    await it_.clients.s3.send(
      new CreateBucketCommand({ Bucket: "acme-elsewhere", CreateBucketConfiguration }),
    );
    await assert.rejects(getBucket("acme-elsewhere"), says("acme-elsewhere", "empty result"));
  });

  describe("of an S3 that answers HEAD as it likes", () => {
    let s3: Server;
    let aws: PluginProcess;

    before(async () => {
      s3 = createServer((request, response) => {
        const status = Number(/^\/status-(\d+)/.exec(request.url ?? "")?.[1] ?? 200);
        response.writeHead(status, { "x-amz-bucket-region": "eu-west-1" }).end();
      });
      await new Promise<void>((resolve) => s3.listen(0, "127.0.0.1", resolve));
      aws = await PluginProcess.start("aws", it_.accounts.environment);
      const endpoint = `http://127.0.0.1:${(s3.address() as AddressInfo).port}`;
      const endpoints = JSON.stringify([{ s3: endpoint }]);
      await aws.configure("aws", { region: "us-east-1", profile: "acme", endpoints });
    });
    after(() => {
      aws?.stop();
      s3?.close();
    });

    for (const status of [301, 400, 403])
      it(`drops ${status}: empty result`, async () => {
        const bucket = `status-${status}`;
        await assert.rejects(aws.invoke(GET_BUCKET, { bucket }), says(bucket, "empty result"));
      });

    it("keeps 404", async () => {
      const bucket = "status-404";
      await assert.rejects(aws.invoke(GET_BUCKET, { bucket }), says(bucket, "couldn't find resource"));
    });
  });
});
