import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { identify } from "../../../commands/preflight/account";
import { checkAll } from "../../../commands/preflight/checks";
import { Secret } from "../../../program/settings";
import { CUSTOMER, inner, ONE_ACCOUNT, settingsWith } from "../../program/settings/stack";

describe("preflight: whose credentials these are", () => {
  const OURS = { AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "example" };
  const names = [...Object.keys(OURS), "AWS_ENDPOINT_URL", "AWS_SESSION_TOKEN", "AWS_PROFILE"];
  let before: NodeJS.ProcessEnv;
  let sts: Server;
  /** What STS was asked, in order, and whose account it says that is: ours, and the assumed role's. */
  let asked: URLSearchParams[];
  let says: string;
  let saysOfRole: string;

  beforeEach(async () => {
    before = { ...process.env };
    for (const name of names) delete process.env[name];
    asked = [];
    says = saysOfRole = "444455556666";
    sts = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        const form = new URLSearchParams(body);
        asked.push(form);
        const action = form.get("Action");
        if (action === "GetRole") {
          response.writeHead(404);
          return response.end("<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>");
        }
        const whose = request.headers.authorization?.includes("ASIAEXAMPLE") ? saysOfRole : says;
        const result =
          action === "AssumeRole"
            ? "<Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"
            : `<Account>${whose}</Account><Arn>arn:aws:iam::${whose}:user/deployer</Arn>`;
        response.end(`<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`);
      });
    });
    await new Promise<void>((resolve) => sts.listen(0, "127.0.0.1", resolve));
    const endpoint = `http://127.0.0.1:${(sts.address() as AddressInfo).port}`;
    Object.assign(process.env, OURS, { AWS_ENDPOINT_URL: endpoint });
  });
  afterEach(() => {
    for (const name of names) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
    sts.close();
    sts.closeAllConnections();
  });
  const ACCOUNT = { id: "444455556666", region: "us-east-1" };

  it("are compared with who was meant: another account's give no client", async () => {
    const right = await identify("bucketAccount", ACCOUNT);
    assert.equal(right.result.found, "444455556666 as arn:aws:iam::444455556666:user/deployer");
    assert.ok(right.account);
    says = "111122223333";
    const { result, account } = await identify("bucketAccount", ACCOUNT);
    assert.equal(account, undefined);
    assert.deepEqual(
      [result.check, result.state, result.finding?.code, result.finding?.owner],
      ["bucket account", "stop", "access-wrong-account", "operator"],
    );
    assert.match(
      result.found,
      /111122223333 \(arn:aws:iam::111122223333:user\/deployer\), not to 444455556666$/,
    );
    assert.match(result.finding?.hint ?? "", /aspera:bucketAccount/);
  });

  it("that do not work stand in the way, with the line to try them with", async () => {
    // OURS would do, and would be of the right account: a profile means that profile.
    const { result } = await identify("bucketAccount", { ...ACCOUNT, profile: "no-such-profile" });
    assert.deepEqual(asked, [], "nobody was asked with other credentials");
    assert.match(result.found, /^cannot log in to account 444455556666 with profile no-such-profile: /);
    assert.deepEqual([result.state, result.finding?.code], ["stop", "access-no-credentials"]);
    assert.match(result.finding?.hint ?? "", /`aws sts get-caller-identity --profile no-such-profile`/);
  });

  it("are those of the role that the settings assume, with its external ID", async () => {
    const roleArn = "arn:aws:iam::444455556666:role/deploy";
    const assumeRole = { roleArn, externalId: new Secret("deploy-77") };
    const { result } = await identify("bucketAccount", { ...ACCOUNT, assumeRole });
    assert.equal(result.state, "ok");
    assert.deepEqual(
      asked.map((form) => form.get("Action")),
      ["AssumeRole", "GetCallerIdentity"],
    );
    assert.deepEqual([asked[0]?.get("RoleArn"), asked[0]?.get("ExternalId")], [roleArn, "deploy-77"]);
    assert.ok(!JSON.stringify(result).includes("deploy-77"));
  });

  const all = async (changes: object) => {
    const settings = settingsWith({ ...inner("serverAccount", { profile: undefined }), ...changes });
    const { results } = await checkAll(
      settings,
      Promise.resolve(() => false),
    );
    for (const { check, state, finding } of results)
      assert.equal(finding === undefined, state === "ok", `${check} is not ok without a finding`);
    return results.map(({ check, state }) => `${check}: ${state}`);
  };
  const nobody = { ...(CUSTOMER.server as object), host: "127.0.0.1", port: 1 };
  const UNREACHED = [
    "ssh: stop",
    "sudo: skipped",
    "aspera: skipped",
    "asperanoded: skipped",
    "asperatrapd: skipped",
    "S3 traffic: skipped",
    "transfer user: skipped",
    "docroot now: skipped",
  ];

  it("with one side, asks that account alone, and notes that the other cannot be seen (side)", async () => {
    says = "111122223333";
    const found = await all({ side: "server", bucketAccount: { id: "444455556666" }, server: nobody });
    assert.deepEqual(
      found.filter((line) => /account|bucket/.test(line)),
      ["server account: ok", "bucket account: note"],
    );
    assert.deepEqual(found.slice(-UNREACHED.length), UNREACHED);
    says = "444455556666";
    const bucketSide = await all({
      side: "bucket",
      serverAccount: { id: "111122223333" },
      serverRole: { name: "aspera-server" },
      bucketAccount: { id: "444455556666", region: "us-east-1" },
      transferUser: undefined,
      server: undefined,
    });
    // This account answers to every policy's name, so ours is taken.
    assert.deepEqual(bucketSide, [
      "server account: note",
      "bucket account: ok",
      "bucket role: stop",
      "bucket: ok",
    ]);
  });

  it("without the server role: nothing is said of a profile, whose name may be as misspelt", async () => {
    says = "111122223333";
    const found = await all({ ...ONE_ACCOUNT, serverRole: { name: "aspera-servr" }, server: nobody });
    assert.deepEqual(found.slice(0, 2), ["server account: ok", "server role: stop"]);
    assert.ok(found.includes("instance profile: skipped"), found.join());
  });

  it("of the wrong account leave nothing of that account looked at, and a silent server nothing of it", async () => {
    saysOfRole = "111122223333";
    const assumeRole = { roleArn: "arn:aws:iam::444455556666:role/deploy" };
    const bucketAccount = inner("bucketAccount", { profile: undefined, assumeRole });
    assert.deepEqual(await all({ ...bucketAccount, server: nobody }), [
      "server account: stop",
      "server role: skipped",
      "instance profile: skipped",
      "bucket account: stop",
      "bucket role: skipped",
      "bucket: skipped",
      ...UNREACHED,
    ]);
    assert.deepEqual(await all({ ...ONE_ACCOUNT, server: nobody }), [
      "server account: stop",
      "server role: skipped",
      "instance profile: skipped",
      "bucket: skipped",
      ...UNREACHED,
    ]);
  });
});
