import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { EC2Client } from "@aws-sdk/client-ec2";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { S3Client } from "@aws-sdk/client-s3";
import { identify } from "../../../commands/preflight/account";
import { bucketCheck } from "../../../commands/preflight/bucket";
import { checkAll } from "../../../commands/preflight/checks";
import { profileCheck } from "../../../commands/preflight/profile";
import { bucketRoleCheck, serverRoleCheck } from "../../../commands/preflight/roles";
import { Secret } from "../../../components/settings/secret";
import { CUSTOMER, customerWith, inner, ONE_ACCOUNT, settingsWith } from "../../settings/stack";

/** A client whose every command is answered by one function. */
const client = <Client>(answer: (input: Record<string, unknown>) => object) =>
  ({ send: async ({ input }: { input: Record<string, unknown> }) => answer(input) }) as unknown as Client;
const failing = (name: string, status = 400) =>
  Object.assign(new Error(`${name}: no`), { name, $metadata: { httpStatusCode: status } });

describe("preflight: roles", () => {
  /** An account that has these roles, profiles and `role:policy`. */
  const iam = (...there: string[]) =>
    client<IAMClient>(({ RoleName, PolicyName, InstanceProfileName }) => {
      const name = InstanceProfileName ? `profile ${InstanceProfileName}` : RoleName;
      if (!there.includes(PolicyName ? `${name}:${PolicyName}` : String(name)))
        throw failing("NoSuchEntityException");
      return {};
    });
  const denied = client<IAMClient>(() => {
    throw failing("AccessDenied");
  });
  const nothing = () => false;

  it("are free, or this stack's own", async () => {
    const free = await serverRoleCheck(settingsWith(), iam(), nothing);
    assert.deepEqual(free, {
      finding: { check: "server role", state: "ok", found: "aspera-server: the name is free" },
      toImport: [],
    });
    const role = "aws:iam/role:Role";
    const ours = (type: string, id: string) => type === role && id === "aspera-acme";
    const { finding } = await bucketRoleCheck(customerWith(), "acme-prod", iam("aspera-acme"), ours);
    assert.deepEqual([finding.state, finding.found], ["ok", "aspera-acme: made by this stack"]);
  });

  it("that somebody else made stand in the way, each of them, with what would take them over", async () => {
    const there = iam(
      "aspera-server",
      "profile aspera-server",
      "aspera-server:aspera-acme-prod",
      "aspera-acme",
      "aspera-acme:aspera-s3",
    );
    const server = await serverRoleCheck(settingsWith(), there, nothing);
    assert.equal(server.finding.state, "stop");
    assert.deepEqual(server.toImport, [
      { type: "aws:iam/role:Role", name: "server-role", id: "aspera-server" },
      { type: "aws:iam/instanceProfile:InstanceProfile", name: "server-profile", id: "aspera-server" },
      {
        type: "aws:iam/rolePolicy:RolePolicy",
        name: "server-role-policy",
        id: "aspera-server:aspera-acme-prod",
      },
    ]);
    const bucket = await bucketRoleCheck(
      customerWith(),
      "acme-prod",
      there,
      (_type, id) => id === "aspera-acme",
    );
    assert.equal(
      bucket.finding.found,
      "exists and is not this stack's: aws:iam/rolePolicy:RolePolicy bucket-s3 aspera-acme:aspera-s3",
    );
    assert.deepEqual(bucket.toImport, [
      { type: "aws:iam/rolePolicy:RolePolicy", name: "bucket-s3", id: "aspera-acme:aspera-s3" },
    ]);
  });

  it("are told from profiles of the same name", async () => {
    const { toImport } = await serverRoleCheck(settingsWith(), iam("profile aspera-server"), nothing);
    assert.deepEqual(
      toImport.map(({ name }) => name),
      ["server-profile"],
    );
  });

  it("of another stack have to be there", async () => {
    const settings = settingsWith({ serverRole: { name: "aspera-server" } });
    const found = await serverRoleCheck(settings, iam("aspera-server"), nothing);
    assert.deepEqual([found.finding.state, found.toImport], ["ok", []]);
    assert.equal((await serverRoleCheck(settings, iam(), nothing)).finding.state, "stop");
  });

  it("that cannot be looked up are not called free", async () => {
    for (const create of [true, false]) {
      const settings = settingsWith({ serverRole: { name: "aspera-server", create } });
      const { finding } = await serverRoleCheck(settings, denied, nothing);
      assert.deepEqual([finding.state, finding.found], ["note", "cannot be looked up: AccessDenied: no"]);
    }
  });
});

describe("preflight: the bucket", () => {
  const look = (answer: () => object) =>
    bucketCheck(
      customerWith(),
      "us-east-1",
      client<S3Client>((input) => {
        assert.deepEqual(input, { Bucket: "acme-media", ExpectedBucketOwner: "444455556666" });
        return answer();
      }),
    );
  const refusing = (status: number) => () => {
    throw failing("Unknown", status);
  };

  for (const [what, answer, state, found] of [
    ["is there", () => ({ BucketRegion: "us-east-1" }), "ok", "acme-media in us-east-1"],
    [
      "is of another region",
      () => ({ BucketRegion: "eu-west-1" }),
      "stop",
      "acme-media is in eu-west-1, the server in us-east-1",
    ],
    ["is not there", refusing(404), "stop", "expected a bucket named acme-media, found none"],
    [
      "is another account's",
      refusing(403),
      "stop",
      "acme-media: HTTP 403: another account's, or not ours to read",
    ],
    ["does not answer", refusing(500), "stop", "acme-media: Unknown: no"],
  ] as const) {
    it(`${what}: ${state}`, async () => {
      const finding = await look(answer);
      assert.deepEqual([finding.state, finding.found], [state, found]);
    });
  }
});

describe("preflight: the instance profile", () => {
  const ID = "i-0123456789abcdef0";
  const named = settingsWith(inner("server", { instanceId: ID }));
  const carrying = (profile?: string) =>
    client<EC2Client>(({ InstanceIds, Filters }) => {
      assert.deepEqual(InstanceIds, [ID]);
      assert.deepEqual(Filters, [{ Name: "instance-state-name", Values: ["running"] }]);
      const Arn = `arn:aws:iam::111122223333:instance-profile/${profile}`;
      const Instances = [{ InstanceId: ID, ...(profile && { IamInstanceProfile: { Arn } }) }];
      return { Reservations: [{ Instances }] };
    });

  it("is on the server, or comes with the line that attaches it", async () => {
    for (const [profile, state, found] of [
      ["aspera-server", "ok", `aspera-server on ${ID}`],
      ["other", "note", `${ID} carries other, not aspera-server`],
      [undefined, "note", "no running instance carries aspera-server"],
    ] as const) {
      const finding = await profileCheck(named, carrying(profile));
      assert.deepEqual([finding.state, finding.found], [state, found]);
      if (state === "note") assert.match(finding.hints?.[0] ?? "", /^after up, attach .* --instance-id i-0/);
    }
    const unnamed = await profileCheck(
      settingsWith(),
      client<EC2Client>(({ InstanceIds }) => {
        assert.equal(InstanceIds, undefined);
        return {};
      }),
    );
    assert.equal(unnamed.found, "no running instance carries aspera-server");
  });
});

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
    const right = await identify("bucket account", "aspera:bucketAccount", ACCOUNT);
    assert.equal(right.finding.found, "444455556666 as arn:aws:iam::444455556666:user/deployer");
    assert.ok(right.clients);
    says = "111122223333";
    assert.deepEqual(await identify("bucket account", "aspera:bucketAccount", ACCOUNT), {
      finding: {
        check: "bucket account",
        state: "stop",
        found: "expected account 444455556666, got 111122223333 (arn:aws:iam::111122223333:user/deployer)",
        hints: ["correct `profile` or `assumeRole` of aspera:bucketAccount"],
      },
    });
  });

  it("are those of the role that the settings assume, with its external ID", async () => {
    const roleArn = "arn:aws:iam::444455556666:role/deploy";
    const assumeRole = { roleArn, externalId: new Secret("deploy-77") };
    const { finding } = await identify("bucket account", "aspera:bucketAccount", { ...ACCOUNT, assumeRole });
    assert.equal(finding.state, "ok");
    assert.deepEqual(
      asked.map((form) => form.get("Action")),
      ["AssumeRole", "GetCallerIdentity"],
    );
    assert.deepEqual([asked[0]?.get("RoleArn"), asked[0]?.get("ExternalId")], [roleArn, "deploy-77"]);
    assert.ok(!JSON.stringify(finding).includes("deploy-77"));
  });

  const all = async (changes: object) => {
    const settings = settingsWith({ ...inner("serverAccount", { profile: undefined }), ...changes });
    const { findings } = await checkAll(
      settings,
      Promise.resolve(() => false),
    );
    return findings.map(({ check, state }) => `${check}: ${state}`);
  };
  const nobody = { ...(CUSTOMER.server as object), host: "127.0.0.1", port: 1 };
  const UNREACHED = [
    "ssh: stop",
    "sudo: skipped",
    "aspera: skipped",
    "services: skipped",
    "transfer user: skipped",
    "docroot now: skipped",
  ];

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
