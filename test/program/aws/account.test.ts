import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FindingError } from "../../../model/findings/finding";
import { awsAccount } from "../../../program/aws/account";
import { bucketPlace } from "../../../program/aws/bucketPlace";

const VARIABLES = ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_ENDPOINT_URL", "AWS_PROFILE"];
const KEYS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

describe("aws: an account as the settings name it", () => {
  const before = { ...process.env };
  let folder: string;
  let server: Server;
  /** What came: method, path and whose key it was signed with. */
  let asked: string[];

  beforeEach(async () => {
    for (const name of [...VARIABLES, ...KEYS]) delete process.env[name];
    asked = [];
    folder = mkdtempSync(join(tmpdir(), "aws-"));
    writeFileSync(join(folder, "config"), "[profile acme]\nregion = us-east-1\n");
    writeFileSync(
      join(folder, "credentials"),
      "[acme]\naws_access_key_id = AKIAACME\naws_secret_access_key = x\n",
    );
    server = createServer((request, response) => {
      const key = /Credential=([A-Z]+)\//.exec(request.headers.authorization ?? "")?.[1];
      asked.push(`${request.method} ${request.url} ${key}`);
      response.setHeader("x-amz-bucket-region", "eu-west-1").writeHead(301).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    Object.assign(process.env, {
      AWS_CONFIG_FILE: join(folder, "config"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: "AKIAENVIRONMENT",
      AWS_SECRET_ACCESS_KEY: "x",
    });
  });
  afterEach(() => {
    for (const name of [...VARIABLES, ...KEYS])
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true });
  });
  const ACCOUNT = { id: "444455556666", region: "us-east-1" };

  it("is asked with its profile's keys, at the address that the SDK's variables name; a redirect is an answer", async () => {
    const place = await bucketPlace(
      awsAccount("bucketAccount", { ...ACCOUNT, profile: "acme" }),
      "acme-media",
      "us-east-1",
    );
    assert.equal(place.wrong?.code, "access-bucket-in-other-region");
    assert.deepEqual(asked, ["HEAD /acme-media/ AKIAACME"], "once, by path");
  });

  it("is asked with the environment's keys where the settings name none", async () => {
    await bucketPlace(awsAccount("bucketAccount", ACCOUNT), "acme-media", "us-east-1");
    assert.deepEqual(asked, ["HEAD /acme-media/ AKIAENVIRONMENT"]);
  });

  it("is not asked with anybody else's keys where the profile is not there", async () => {
    const account = awsAccount("bucketAccount", { ...ACCOUNT, profile: "no-such" });
    const place = await bucketPlace(account, "acme-media", "us-east-1");
    assert.equal(place.wrong?.code, "access-no-credentials");
    assert.match(place.wrong?.text ?? "", /with profile no-such: /);
    assert.deepEqual(asked, []);
    const iam = await account.iam();
    await assert.rejects(async () => iam.config.credentials(), FindingError);
  });

  it("makes a client once, and none that nobody asks for", async () => {
    const account = awsAccount("bucketAccount", ACCOUNT);
    assert.equal(await account.s3(), await account.s3());
    assert.notEqual(await account.s3(), await awsAccount("bucketAccount", ACCOUNT).s3());
  });
});
