import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as iam from "@aws-sdk/client-iam";
import { GetObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { DEFAULT_TEMPLATE, docrootUri } from "../../../model/docroot/uri";
import {
  type Accounts,
  clientsFor,
  rootKeys,
  SERVER_PROFILE,
  startAccounts,
} from "../../../sandbox/accounts";
import { asperaRoot, KeptAscp, startServer, stopServer, transfer } from "../../../sandbox/server";
import { transferByHand } from "../../../sandbox/server/transferByHand";
import { freePort } from "../../freePorts";
import { FIRST_START } from "../accounts/testAccounts";
import { freeHostPorts } from "./standIn";

const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const trusts = (principal: object, condition?: object) =>
  policy({
    Effect: "Allow",
    Principal: principal,
    Action: "sts:AssumeRole",
    ...(condition && { Condition: condition }),
  });
const EC2 = { Service: "ec2.amazonaws.com" };
const BUCKET_ROLE = "arn:aws:iam::444455556666:role/aspera-acme";
const EXTERNAL_ID = "e1/4+x";
const SERVER = { AWS: "arn:aws:iam::111122223333:role/aspera-server" };

describe("stand-in server and the accounts", function () {
  this.timeout(FIRST_START);
  const home = mkdtempSync(join(tmpdir(), "link-test-"));
  let accounts: Accounts;
  let metadata: string;
  let root: ReturnType<typeof clientsFor>;
  let acme: ReturnType<typeof clientsFor>;

  before(async () => {
    accounts = await startAccounts({ home, port: await freePort() });
    root = clientsFor(accounts.endpoint, rootKeys("111122223333"));
    acme = clientsFor(accounts.endpoint, rootKeys("444455556666"));
    const ports = await freeHostPorts();
    metadata = `http://127.0.0.1:${ports.metadata}/latest`;
    await startServer({ home, ports, accountsEndpoint: accounts.endpoint, instanceId: accounts.instanceId });
  });
  after(async () => {
    await stopServer({ home });
    await accounts.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const token = async (seconds = "60") =>
    fetch(`${metadata}/api/token`, {
      method: "PUT",
      headers: { "x-aws-ec2-metadata-token-ttl-seconds": seconds },
    });
  const ask = async (path: string, withToken?: string) => {
    const headers: Record<string, string> = withToken ? { "x-aws-ec2-metadata-token": withToken } : {};
    const answer = await fetch(`${metadata}/${path}`, { headers });
    return { status: answer.status, text: await answer.text() };
  };
  const credentials = async () =>
    JSON.parse((await ask(`meta-data/iam/security-credentials/aspera-server`)).text);
  const setDocroot = (externalId: string, prefix = "incoming/") => {
    const file = join(asperaRoot(home), "etc/aspera.conf");
    const parts = {
      host: "s3.amazonaws.com",
      bucket: "acme-media",
      prefix,
      roleArn: BUCKET_ROLE,
      externalId,
    };
    const absolute = `<absolute>${docrootUri(DEFAULT_TEMPLATE, parts).replaceAll("&", "&amp;")}</absolute>`;
    const text = readFileSync(file, "utf8").replace(/<absolute>s3:.*iam-role.*<\/absolute>/, "");
    writeFileSync(file, text.replace(/(<name>acme<\/name>\s*\n[\s\S]*?<path>)/, `$1${absolute}`));
  };

  /** Makes the server's role, and puts it into the profile that the instance carries. */
  const carry = async (AssumeRolePolicyDocument: string) => {
    const [RoleName, InstanceProfileName] = ["aspera-server", SERVER_PROFILE];
    await root.iam.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    await root.iam.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName }));
    await root.iam.send(new iam.AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }));
  };

  describe("metadata endpoint", () => {
    it("gives a token of IMDSv2 for 1 s to 6 h, and knows it again", async () => {
      const given = await (await token()).text();
      assert.equal((await ask("meta-data/instance-id", given)).text, accounts.instanceId);
      assert.equal((await ask("meta-data/instance-id", "made-up")).status, 401);
      assert.equal((await ask("meta-data/instance-id")).text, accounts.instanceId, "version 1");
      for (const seconds of ["0", "21601", "x"]) assert.equal((await token(seconds)).status, 400);
    });

    it("says who the instance is", async () => {
      const { accountId, instanceId, region } = JSON.parse(
        (await ask("dynamic/instance-identity/document")).text,
      );
      assert.deepEqual([accountId, instanceId, region], ["111122223333", accounts.instanceId, "us-east-1"]);
    });

    it("has no role while the profile that the instance carries is not there", async () => {
      assert.equal((await ask("meta-data/iam/security-credentials/")).status, 404);
    });

    it("serves the role in the carried profile, as soon as it trusts EC2 and no sooner", async () => {
      const RoleName = "aspera-server";
      const AssumeRolePolicyDocument = trusts({ Service: "lambda.amazonaws.com" });
      await carry(AssumeRolePolicyDocument);
      assert.equal((await ask("meta-data/iam/security-credentials/")).text, RoleName);
      const refused = await credentials();
      assert.equal(refused.Code, "AssumeRoleUnauthorizedAccess");
      assert.equal(refused.SecretAccessKey, undefined);
      await root.iam.send(new iam.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trusts(EC2) }));
      const given = await credentials();
      assert.deepEqual([given.Code, given.Type], ["Success", "AWS-HMAC"]);
      assert.ok(Date.parse(given.Expiration) > Date.now());
      assert.equal((await ask("meta-data/iam/security-credentials/another")).status, 404);
      assert.match((await ask("meta-data/iam/info")).text, /instance-profile\/aspera-server/);
    });
  });

  describe("transfer", () => {
    const put = (path: string) =>
      transfer.put({ home, user: "acme", localFile: join(home, "sent.bin"), path });
    before(async () => {
      writeFileSync(join(home, "sent.bin"), Buffer.from(Array.from({ length: 70_000 }, (_, i) => i % 251)));
      // Made above, unless only these tests are asked for.
      await carry(trusts(EC2)).catch((error: Error) => assert.match(error.name, /^EntityAlreadyExists/));
      const assume = policy({ Effect: "Allow", Action: "sts:AssumeRole", Resource: BUCKET_ROLE });
      await root.iam.send(
        new iam.PutRolePolicyCommand({ RoleName: "aspera-server", PolicyName: "p", PolicyDocument: assume }),
      );
      const AssumeRolePolicyDocument = trusts(SERVER, { StringEquals: { "sts:ExternalId": EXTERNAL_ID } });
      const RoleName = "aspera-acme";
      await acme.iam.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
      const PolicyDocument = policy(
        {
          Effect: "Allow",
          Action: ["s3:PutObject", "s3:GetObject"],
          Resource: "arn:aws:s3:::acme-media/incoming/*",
        },
        { Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::acme-media" },
      );
      await acme.iam.send(new iam.PutRolePolicyCommand({ RoleName, PolicyName: "s3", PolicyDocument }));
    });

    it("fails with code 59 while the user has no bucket", async () => {
      await assert.rejects(put("/a.bin"), { code: 59, message: /got a folder of the server/ });
    });

    it("moves a real file to where the docroot points, there and back", async () => {
      setDocroot(EXTERNAL_ID);
      await put("/reports/a.bin");
      const sent = readFileSync(join(home, "sent.bin"));
      const seen = await acme.s3.send(
        new GetObjectCommand({ Bucket: "acme-media", Key: "incoming/reports/a.bin" }),
      );
      assert.deepEqual(Buffer.from((await seen.Body?.transformToByteArray()) ?? []), sent);
      await transfer.get({ home, user: "acme", localFile: join(home, "back/b.bin"), path: "/reports/a.bin" });
      assert.deepEqual(readFileSync(join(home, "back/b.bin")), sent);
      const entry = { path: "/reports/a.bin", basename: "a.bin", type: "file", size: 70_000 };
      assert.deepEqual(await transfer.list({ home, user: "acme", path: "/reports" }), [entry]);
    });

    it("goes by hand: says what is there then, or in ascp's words what is wrong, and where to look", async () => {
      setDocroot(EXTERNAL_ID);
      const localFile = join(home, "by-hand.txt");
      await assert.rejects(transferByHand({ home }, localFile), /expected a file, got none at .*\nhint: /);
      writeFileSync(localFile, "hello");
      assert.deepEqual(await transferByHand({ home }, localFile), [
        `${localFile} went through; in the bucket of acme there is now:`,
        "  reports/",
        "  by-hand.txt  5 bytes",
      ]);
      setDocroot("wrong");
      await assert.rejects(transferByHand({ home }, localFile), {
        message:
          /^expected acme to transfer by-hand\.txt, got: ascp: .*AccessDenied.*\nhint: `pulumi up --stack dev` /,
      });
      setDocroot(EXTERNAL_ID);
    });

    it("kept for many, sees each as a new one does: the docroot, the trust and the file of that moment", async () => {
      const ascp = new KeptAscp(home);
      const put = (path: string, localFile = "sent.bin") => ascp.put("acme", join(home, localFile), path);
      await put("/kept.bin");
      const Key = "incoming/kept.bin";
      const { ContentLength } = await acme.s3.send(new HeadObjectCommand({ Bucket: "acme-media", Key }));
      assert.equal(ContentLength, 70_000);
      setDocroot("wrong");
      await assert.rejects(put("/kept.bin"), { code: 59, message: /^ascp: .*AccessDenied.* \(code 59\)$/ });
      setDocroot(EXTERNAL_ID);
      await put("/kept.bin");
      await assert.rejects(put("/kept.bin", "missing"), { code: 43 });
      const trust = (externalId: string) =>
        acme.iam.send(
          new iam.UpdateAssumeRolePolicyCommand({
            RoleName: "aspera-acme",
            PolicyDocument: trusts(SERVER, { StringEquals: { "sts:ExternalId": externalId } }),
          }),
        );
      await trust("another");
      await assert.rejects(put("/kept.bin"), { code: 59, message: /AccessDenied/ });
      await trust(EXTERNAL_ID);
      await put("/kept.bin");
      ascp.end();
      await assert.rejects(put("/kept.bin"), { code: -1, message: "ascp --keepalive has ended" });
    });

    it("names a missing file and a path outside", async () => {
      const get = (path: string) => transfer.get({ home, user: "acme", localFile: join(home, "no"), path });
      await assert.rejects(get("/missing"), { code: 43 });
      await assert.rejects(get("/../other"), { code: 41 });
    });

    it("is refused with a wrong external ID, and outside of the prefix", async () => {
      setDocroot("wrong");
      await assert.rejects(put("/a.bin"), { code: 59, message: /AccessDenied/ });
      setDocroot(EXTERNAL_ID, "other/");
      await assert.rejects(put("/a.bin"), { code: 59, message: /AccessDenied/ });
    });

    it("is refused for a user without an entry, and by the user's own rights", async () => {
      const stranger = { home, user: "nobody-yet", localFile: join(home, "sent.bin"), path: "/a" };
      await assert.rejects(transfer.put(stranger), { code: 5, message: /no user nobody-yet/ });
      const file = join(asperaRoot(home), "etc/aspera.conf");
      const text = readFileSync(file, "utf8");
      setDocroot(EXTERNAL_ID);
      const locked = readFileSync(file, "utf8").replaceAll("<write_allowed>true", "<write_allowed>false");
      writeFileSync(file, locked);
      await assert.rejects(put("/a.bin"), { code: 5, message: /write_allowed of user acme is false/ });
      writeFileSync(file, text);
    });

    it("takes no credentials but the instance's", async () => {
      setDocroot(EXTERNAL_ID);
      process.env.AWS_ACCESS_KEY_ID = "444455556666";
      process.env.AWS_SECRET_ACCESS_KEY = "root";
      try {
        const PolicyDocument = trusts({ Service: "lambda.amazonaws.com" });
        await root.iam.send(
          new iam.UpdateAssumeRolePolicyCommand({ RoleName: "aspera-server", PolicyDocument }),
        );
        await assert.rejects(put("/a.bin"), { code: 59, message: /AssumeRoleUnauthorizedAccess/ });
      } finally {
        delete process.env.AWS_ACCESS_KEY_ID;
        delete process.env.AWS_SECRET_ACCESS_KEY;
      }
    });
  });
});
