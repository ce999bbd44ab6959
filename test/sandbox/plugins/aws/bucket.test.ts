import assert from "node:assert/strict";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { type Properties, UNKNOWN } from "../../../../provider/protocol/wire";
import { FIRST_START } from "../../accounts/testAccounts";
import { type Customer, customer } from "./customer";

const BUCKET = "aws:s3/bucket:Bucket";

describe("aws stand-in: Bucket", () => {
  let it_: Customer;
  let name: string;
  let number = 0;

  before(async function () {
    this.timeout(FIRST_START);
    it_ = await customer("acme");
  });
  after(() => it_?.stop());
  beforeEach(() => {
    name = `acme-bucket-${++number}`;
  });

  const s3 = () => it_.clients.s3;
  const isThere = () =>
    s3()
      .send(new HeadBucketCommand({ Bucket: name }))
      .then(
        () => true,
        () => false,
      );
  const tags = async () => (await s3().send(new GetBucketTaggingCommand({ Bucket: name }))).TagSet;
  const put = (Key: string) => s3().send(new PutObjectCommand({ Bucket: name, Key, Body: "x" }));
  const check = async (over: Properties = {}) =>
    (await it_.plugin.check(BUCKET, { bucket: name, ...over })).inputs;

  it("is made with its tags, and its outputs are those of AWS", async () => {
    const { id, outputs } = await it_.plugin.create(BUCKET, { bucket: name, tags: { owner: "media" } });
    assert.equal(id, name);
    assert.deepEqual(outputs, {
      bucket: name,
      arn: `arn:aws:s3:::${name}`,
      region: "us-east-1",
      bucketRegion: "us-east-1",
      bucketDomainName: `${name}.s3.amazonaws.com`,
      bucketRegionalDomainName: `${name}.s3.us-east-1.amazonaws.com`,
      forceDestroy: false,
      tags: { owner: "media" },
      tagsAll: { owner: "media", environment: "test" },
    });
    assert.ok(await isThere());
    assert.deepEqual(await tags(), [
      { Key: "environment", Value: "test" },
      { Key: "owner", Value: "media" },
    ]);
  });

  it("promises in a preview only what nobody has to be asked for", async () => {
    const { outputs } = await it_.plugin.create(BUCKET, { bucket: name }, true);
    assert.equal(outputs.bucket, name);
    for (const computed of ["arn", "region", "bucketRegion", "bucketDomainName"])
      assert.equal(outputs[computed], UNKNOWN);
    assert.ok(!(await isThere()));
  });

  it("is clean after it was made; what AWS fills in is no drift", async () => {
    const { id, outputs } = await it_.plugin.create(BUCKET, { bucket: name });
    const wanted = await check();
    const seen = await it_.plugin.read(BUCKET, id, wanted, outputs);
    assert.deepEqual(seen.inputs, wanted);
    assert.deepEqual(seen.outputs, outputs);
    assert.equal((await it_.plugin.diff(BUCKET, seen.inputs, wanted)).changed, false);
  });

  it("shows tags of another hand, and puts its own back in place", async () => {
    const { id, outputs } = await it_.plugin.create(BUCKET, { bucket: name, tags: { owner: "media" } });
    const wanted = await check({ tags: { owner: "media" } });
    const TagSet = [{ Key: "owner", Value: "nobody" }];
    await s3().send(new PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet } }));
    const seen = await it_.plugin.read(BUCKET, id, wanted, outputs);
    const difference = await it_.plugin.diff(BUCKET, seen.inputs, wanted);
    assert.deepEqual(difference.replaces, []);
    assert.equal(difference.detailed["tags.owner"], "UPDATE");
    await it_.plugin.update(BUCKET, id, seen.outputs, seen.inputs, {
      bucket: name,
      tags: { owner: "media" },
    });
    assert.deepEqual(await tags(), [
      { Key: "environment", Value: "test" },
      { Key: "owner", Value: "media" },
    ]);
  });

  it("is replaced for another name, and only for that", async () => {
    const inputs = await check();
    const renamed = await it_.plugin.diff(BUCKET, inputs, { ...inputs, bucket: "another" });
    assert.deepEqual(renamed.replaces, ["bucket"]);
    assert.equal(renamed.deleteBeforeReplace, true);
    assert.deepEqual((await it_.plugin.diff(BUCKET, inputs, { ...inputs, forceDestroy: true })).replaces, []);
  });

  it("refuses a bucket that is there already, whoever's it is", async () => {
    await s3().send(new CreateBucketCommand({ Bucket: name }));
    const ours = it_.plugin.create(BUCKET, { bucket: name });
    await assert.rejects(ours, new RegExp(`creating S3 Bucket \\(${name}\\): BucketAlreadyExists`));
    await assert.rejects(it_.plugin.create(BUCKET, { bucket: "globex-media" }), /S3 Bucket \(globex-media\)/);
  });

  it("is deleted, is then gone, and deleting it again is harmless", async () => {
    const { id, outputs } = await it_.plugin.create(BUCKET, { bucket: name });
    await it_.plugin.delete(BUCKET, id, outputs);
    assert.ok(!(await isThere()));
    assert.equal((await it_.plugin.read(BUCKET, id, {}, outputs)).id, "");
    await it_.plugin.delete(BUCKET, id, outputs);
  });

  it("keeps a bucket that holds files, unless it was told to destroy them", async () => {
    const { id, outputs } = await it_.plugin.create(BUCKET, { bucket: name });
    await put("incoming/file");
    await assert.rejects(
      it_.plugin.delete(BUCKET, id, outputs),
      new RegExp(`deleting S3 Bucket \\(${name}\\): .*StatusCode: 409, api error BucketNotEmpty`),
    );
    assert.ok(await isThere());
    const told = await it_.plugin.update(BUCKET, id, outputs, outputs, { bucket: name, forceDestroy: true });
    assert.equal(told.forceDestroy, true);
    await it_.plugin.delete(BUCKET, id, told);
    assert.ok(!(await isThere()));
  });

  it("destroys earlier versions and delete markers too", async () => {
    const { id, outputs } = await it_.plugin.create(BUCKET, { bucket: name, forceDestroy: true });
    const VersioningConfiguration = { Status: "Enabled" } as const;
    await s3().send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration }));
    await put("file");
    await put("file");
    await it_.plugin.delete(BUCKET, id, outputs);
    assert.ok(!(await isThere()));
  });

  it("is made anew when it is gone", async () => {
    const { id, outputs } = await it_.plugin.create(BUCKET, { bucket: name });
    await s3().send(new DeleteBucketCommand({ Bucket: name }));
    assert.equal((await it_.plugin.read(BUCKET, id, await check(), outputs)).id, "");
  });

  it("refuses what it does not know: other properties, another region, no name", async () => {
    const failures = async (inputs: Properties) =>
      (await it_.plugin.check(BUCKET, inputs)).failures.join("\n");
    assert.match(
      await failures({ bucket: name, acl: "private" }),
      /does not know property acl of aws:s3\/bucket/,
    );
    assert.match(
      await failures({ bucket: name, region: "eu-west-1" }),
      /region us-east-1 only, not in eu-west-1/,
    );
    assert.match(await failures({}), /aws:s3\/bucket:Bucket needs property bucket/);
    assert.equal(await failures({ bucket: name, region: "us-east-1" }), "");
  });
});
