import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { proofSessionPolicy } from "../../../model/access/proofSessionPolicy";
import type { ProveAnswer } from "../../../model/agent/proveAnswer";
import type { AgentRun } from "../../../provider/agent/answer";
import { agentInput } from "../../../provider/agent/program";
import { parseProveAnswer } from "../../../provider/agent/proveAnswer";
import { type ProveRequest, proveLines } from "../../../provider/agent/proveRequest";
import { STANDS as ALL_AS_IT_MUST_BE, OWN_OBJECT } from "../../model/link/facts";
import { NO_REASON } from "../../model/link/row";
import { EXTERNAL_ID, FakeAws, INSTANCE, SESSION, type World } from "./fakeAws";

const proveStdin = (request: ProveRequest) => agentInput(proveLines(request));

const BUCKET_ROLE = "arn:aws:iam::444455556666:role/aspera-acme";

describe("prove: the agent's questions to the metadata service, STS and S3", () => {
  let aws: FakeAws;
  let address: string;
  let folder: string;
  let child: ChildProcess;
  beforeEach(async () => {
    aws = new FakeAws();
    address = await aws.start();
    folder = mkdtempSync(join(tmpdir(), "proof-"));
    mkdirSync(join(folder, "tmp"));
  });
  afterEach(async () => {
    await aws.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function request(over: Partial<ProveRequest> = {}): ProveRequest {
    return {
      root: "/opt/aspera",
      user: "acme",
      externalId: EXTERNAL_ID,
      metadata: address,
      sts: address,
      s3: address,
      region: "us-east-1",
      serverRole: "arn:aws:iam::111122223333:role/servers/aspera-server",
      bucketRole: BUCKET_ROLE,
      bucket: "acme-media",
      prefix: "in coming/ä+&=/",
      sessionPolicy: proofSessionPolicy(BUCKET_ROLE, "acme-media", "in coming/"),
      list: true,
      upload: true,
      delete: false,
      download: false,
      refusals: true,
      proofWait: 20,
      ...over,
    };
  }

  /** Runs the agent as a server does, in an environment that would lead it astray. */
  function run(stdin: string): Promise<AgentRun> {
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      TMPDIR: join(folder, "tmp"),
      http_proxy: "http://127.0.0.1:9",
      https_proxy: "http://127.0.0.1:9",
      ALL_PROXY: "http://127.0.0.1:9",
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
      AWS_ACCESS_KEY_ID: "AKIAOTHER",
      CURL_CA_BUNDLE: "/nonexistent",
      SSL_CERT_FILE: "/nonexistent",
      SSLKEYLOGFILE: join(folder, "keys"),
      PERL_UNICODE: "SDA",
      PERL5LIB: join(folder, "lib"),
      PERL5OPT: "-W",
    };
    child = spawn("perl", ["-"], { cwd: folder, env, stdio: "pipe" });
    const said = { stdout: "", stderr: "" };
    child.stdout?.on("data", (data) => {
      said.stdout += data;
    });
    child.stderr?.on("data", (data) => {
      said.stderr += data;
    });
    child.stdin?.on("error", () => {});
    child.stdin?.end(stdin);
    return new Promise((resolve) =>
      child.on("close", (code) => resolve({ ...said, code, place: "this machine", user: "the test" })),
    );
  }

  async function proof(world: Partial<World> = {}, over: Partial<ProveRequest> = {}): Promise<ProveAnswer> {
    Object.assign(aws.world, world);
    return parseProveAnswer(await run(proveStdin(request(over))));
  }

  // The clock is looked at by itself.
  const STANDS: ProveAnswer = { ...ALL_AS_IT_MUST_BE, skew: 0 };

  it("asks everything, each request signed as the AWS SDK signs it", async () => {
    const seen = await proof();
    assert.ok(Math.abs(seen.skew ?? 99) <= 2);
    assert.deepEqual({ ...seen, skew: 0 }, STANDS);
    assert.deepEqual(aws.asked, [
      "PUT /latest/api/token",
      "GET /latest/meta-data/iam/security-credentials/",
      "GET /latest/meta-data/placement/region",
      "GET /latest/meta-data/placement/availability-zone",
      "GET /latest/meta-data/iam/security-credentials/aspera-server",
      "GetCallerIdentity",
      "AssumeRole",
      "AssumeRole",
      "AssumeRole",
      "GET /acme-media list-type=2 max-keys=1 prefix=in coming/ä+&=/",
      "GET /acme-media list-type=2 max-keys=1 prefix=",
      "POST /acme-media/in coming/ä+&=/aspera-proof-HEX uploads=",
      "DELETE /acme-media/in coming/ä+&=/aspera-proof-HEX uploadId=up+load/id==",
    ]);
    const ids = aws.arrived
      .filter(({ what }) => what === "AssumeRole")
      .map(({ body }) => new URLSearchParams(body).get("ExternalId"));
    assert.deepEqual(ids.slice(0, 2), [EXTERNAL_ID, null]);
    assert.match(ids[2] ?? "", /^aspera-proof-[0-9a-f]{32}$/);
  });

  it("works whole below a folder with letters of any alphabet", async () => {
    for (const prefix of ["é/", "日本語/ünï/", "\u{1f600} +%2F/"]) {
      aws.arrived.length = 0;
      const sessionPolicy = proofSessionPolicy(BUCKET_ROLE, "acme-media", prefix);
      const seen = await proof({}, { prefix, sessionPolicy });
      assert.deepEqual({ ...seen, skew: 0 }, STANDS);
      assert.ok(aws.asked.includes(`GET /acme-media list-type=2 max-keys=1 prefix=${prefix}`));
      assert.ok(aws.asked.includes(`POST /acme-media/${prefix}aspera-proof-HEX uploads=`));
      const policy = new URLSearchParams(aws.arrived.find(({ what }) => what === "AssumeRole")?.body).get(
        "Policy",
      );
      assert.equal(policy, sessionPolicy);
      assert.equal(
        JSON.parse(policy ?? "").Statement[1].Resource,
        `arn:aws:s3:::acme-media/${prefix}aspera-proof-*`,
      );
      // What STS takes as a session policy: AssumeRole, pattern of `Policy`.
      assert.match(policy ?? "", /^[\u0020-\u00ff]{1,2048}$/);
    }
  });

  it("tells AWS's reason of each refusal by itself", async () => {
    const denied = (action: string, reason: string) => ({
      status: 403,
      body: `<Error><Code>AccessDenied</Code><Message>User: x is not authorized to perform: ${action} ${reason}</Message></Error>`,
    });
    const none = NO_REASON;
    const scp = "with an explicit deny in a service control policy";
    const assume = await proof({ instead: { AssumeRole: denied("sts:AssumeRole", scp) } });
    assert.deepEqual([assume.assume, assume.because], ["refused", { ...none, assume: scp }]);
    const list = "because no resource-based policy allows the s3:ListBucket action";
    const upload = "with an explicit deny in a resource control policy";
    const both = await proof({
      instead: {
        "GET /acme-media list-type=2 max-keys=1 prefix=in coming/ä+&=/": denied("s3:ListBucket", list),
        "POST /acme-media/in coming/ä+&=/aspera-proof-HEX uploads=": denied("s3:PutObject", upload),
      },
    });
    assert.deepEqual([both.list, both.upload], ["refused", "refused"]);
    assert.deepEqual(both.because, { ...none, list, upload });
  });

  it("tells the KMS key that refused an upload from the bucket (kms)", async () => {
    const key = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const reason = "with an explicit deny in a resource-based policy";
    const message = `User: x is not authorized to perform: kms:GenerateDataKey on resource: ${key} ${reason}`;
    const body = `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
    const upload = "POST /acme-media/in coming/ä+&=/aspera-proof-HEX uploads=";
    const seen = await proof({ instead: { [upload]: { status: 403, body } } });
    assert.deepEqual(
      [seen.upload, seen.abort, seen.keyAction, seen.keyArn, seen.because.upload],
      ["refused", "not asked", "kms:GenerateDataKey", key, reason],
    );
    const disabled = "<Error><Code>KMS.DisabledException</Code><Message>is disabled</Message></Error>";
    const unusable = await proof({ instead: { [upload]: { status: 400, body: disabled } } });
    assert.deepEqual(
      [unusable.upload, unusable.keyAction, unusable.keyArn],
      ["other: HTTP 400 KMS.DisabledException", "", ""],
    );
  });

  it("assumes the role under the name that its trust demands, in every question", async () => {
    const seen = await proof({ sessionName: "acme@example.com" }, { sessionName: "acme@example.com" });
    assert.deepEqual({ ...seen, skew: 0 }, STANDS);
    const names = aws.arrived
      .filter(({ what }) => what === "AssumeRole")
      .map(({ body }) => new URLSearchParams(body).get("RoleSessionName"));
    assert.deepEqual(names, Array(3).fill("acme@example.com"));
    const refused = await run(proveStdin(request({ sessionName: "a b" })));
    assert.match(refused.stderr, /`session-name` is not a session name/);
  });

  it("asks for no refusal unless it is told to", async () => {
    const seen = await proof({}, { refusals: false });
    assert.deepEqual([seen.without, seen.wrong, seen.outside], ["not asked", "not asked", "not asked"]);
    assert.equal(aws.asked.filter((what) => what === "AssumeRole").length, 1);
    assert.equal(seen.list, "done");
  });

  it("asks only for rights that the role is to hold, and for no outside of a whole bucket", async () => {
    const seen = await proof({}, { list: false, upload: false });
    assert.deepEqual([seen.list, seen.outside, seen.upload, seen.abort], Array(4).fill("not asked"));
    assert.equal((await proof({}, { prefix: "" })).outside, "not asked");
  });

  it("in one account asks as the server role itself, which assumes nothing, and for no refusal", async () => {
    const alone = { bucketRole: "", externalId: "", sessionPolicy: "" };
    const nothing = { assume: "not asked", without: "not asked", wrong: "not asked", outside: "not asked" };
    for (const refusals of [true, false]) {
      aws.arrived.length = 0;
      const seen = await proof({}, { ...alone, refusals });
      assert.deepEqual({ ...seen, skew: 0 }, { ...STANDS, ...nothing });
      const asked = aws.arrived.filter(({ what }) => !what.includes("/latest/"));
      assert.deepEqual(
        asked.map(({ what }) => what),
        [
          "GetCallerIdentity",
          "GET /acme-media list-type=2 max-keys=1 prefix=in coming/ä+&=/",
          "POST /acme-media/in coming/ä+&=/aspera-proof-HEX uploads=",
          "DELETE /acme-media/in coming/ä+&=/aspera-proof-HEX uploadId=up+load/id==",
        ],
      );
      for (const { headers } of asked) assert.equal(headers["x-amz-security-token"], INSTANCE.token);
    }
    assert.equal((await proof({ inside: false }, alone)).list, "refused");
    assert.equal((await proof({ role: "aspera-server-2" }, alone)).list, "not asked");
  });

  describe("with an object of its own", () => {
    const KEY = "/acme-media/in coming/ä+&=/aspera-proof-HEX";
    const ALL = { delete: true, download: true };
    const asked = () => aws.asked.slice(aws.asked.indexOf(`POST ${KEY} uploads=`) + 2);
    const answers = ({ put, get, removed, ...seen }: ProveAnswer) => [seen.delete, put, get, removed];

    it("asks to delete it before it is there, makes it, reads it and deletes it; nothing is left", async () => {
      const seen = await proof({}, ALL);
      assert.deepEqual({ ...seen, skew: 0 }, { ...STANDS, ...OWN_OBJECT });
      assert.deepEqual(asked(), [`DELETE ${KEY}`, `PUT ${KEY}`, `GET ${KEY}`, `DELETE ${KEY}`]);
      assert.deepEqual([...aws.objects], []);
    });

    it("makes none that could not be deleted again, none to be read where reading is no right, and none unasked", async () => {
      for (const [world, over, expected, count] of [
        [{ delete: false }, ALL, ["refused", "not asked", "not asked", "not asked"], 1],
        [{}, { delete: true }, ["done", "not asked", "not asked", "not asked"], 1],
        [{}, { download: true }, Array(4).fill("not asked"), 0],
        [{ upload: false }, ALL, ["done", "not asked", "not asked", "not asked"], 1],
        [{}, { ...ALL, upload: false }, ["done", "not asked", "not asked", "not asked"], 1],
      ] as const) {
        aws.arrived.length = 0;
        const made = { delete: true, upload: true };
        assert.deepEqual(answers(await proof({ ...made, ...world }, over)), expected, JSON.stringify(over));
        const own = aws.asked.filter((what) =>
          /^(DELETE|PUT|GET) \S+ coming\/ä\+&=\/aspera-proof-HEX$/.test(what),
        );
        assert.equal(own.length, count, own.join());
        assert.ok(!aws.asked.includes(`PUT ${KEY}`));
      }
    });

    it("deletes it whatever reading it came to, and compares what it read", async () => {
      assert.deepEqual(answers(await proof({ get: false }, ALL)), ["done", "done", "refused", "done"]);
      assert.deepEqual([...aws.objects], []);
      const other = { status: 200, body: "another's" };
      const seen = await proof({ get: true, instead: { [`GET ${KEY}`]: other } }, ALL);
      assert.deepEqual(answers(seen), ["done", "done", "other: HTTP 200 with another content", "done"]);
      assert.deepEqual([...aws.objects], []);
    });

    it("deletes what an answer that told a fault may have made, and nothing that was refused", async () => {
      const fault = await proof({ instead: { [`PUT ${KEY}`]: { status: 500, body: "" } } }, ALL);
      assert.deepEqual(answers(fault), ["done", "other: HTTP 500", "not asked", "done"]);
      aws.arrived.length = 0;
      const lost = await proof({ instead: { [`PUT ${KEY}`]: { status: 0, body: "" } } }, ALL);
      assert.deepEqual(answers(lost), ["done", "unreachable: an empty answer", "not asked", "done"]);
      aws.arrived.length = 0;
      assert.deepEqual(answers(await proof({ put: false, instead: {} }, ALL)), [
        "done",
        "refused",
        "not asked",
        "not asked",
      ]);
      assert.deepEqual(asked(), [`DELETE ${KEY}`, `PUT ${KEY}`]);
    });

    it("tries again to delete it, and tells when that stays denied", async () => {
      aws.onRequest = ({ what }) => {
        if (what === `GET ${KEY}`) aws.world.delete = false;
      };
      assert.deepEqual(answers(await proof({}, ALL)), ["done", "done", "done", "refused"]);
      assert.equal(asked().filter((what) => what === `DELETE ${KEY}`).length, 4);
      aws.objects.clear();
      let tried = 0;
      aws.onRequest = ({ what }) => {
        if (what === `DELETE ${KEY}`) tried += 1;
        aws.world.delete = tried !== 2;
      };
      assert.deepEqual(answers(await proof({ delete: true }, ALL)), ["done", "done", "done", "done"]);
      assert.deepEqual([...aws.objects], []);
    });

    it("is deleted though the run is told to end meanwhile", async () => {
      aws.onRequest = ({ what }) => {
        if (what === `PUT ${KEY}`) child.kill("SIGTERM");
      };
      const { code, stdout } = await run(proveStdin(request(ALL)));
      assert.deepEqual([code, stdout], [1, ""]);
      assert.ok(aws.asked.includes(`PUT ${KEY}`));
      assert.deepEqual([...aws.objects], []);
    });

    it("is not made in a bucket whose versions would stay; where they can be deleted none stays", async () => {
      const kept = await proof({ versions: "kept" }, ALL);
      assert.deepEqual(answers(kept), ["done", "not asked", "not asked", "not asked"]);
      assert.equal(kept.leavesVersions, "yes");
      assert.deepEqual([...aws.objects.values()], [""], "a delete marker and no data");
      aws.objects.clear();
      const removed = await proof({ versions: "deletable" }, ALL);
      assert.deepEqual([answers(removed), removed.leavesVersions], [Object.values(OWN_OBJECT), "no"]);
      assert.deepEqual([...aws.objects], []);
    });

    it("tells the KMS key that refuses to decrypt it (kms)", async () => {
      const key = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
      const reason = "with an explicit deny in a resource-based policy";
      const message = `User: x is not authorized to perform: kms:Decrypt on resource: ${key} ${reason}`;
      const body = `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
      const seen = await proof({ instead: { [`GET ${KEY}`]: { status: 403, body } } }, ALL);
      assert.deepEqual(
        [seen.get, seen.keyAction, seen.keyArn, seen.because.get, seen.removed],
        ["refused", "kms:Decrypt", key, reason, "done"],
      );
    });
  });

  it("takes the credentials from IMDSv1 where there is no v2", async () => {
    const seen = await proof({ metadata: "v1" });
    assert.deepEqual({ ...seen, skew: 0 }, { ...STANDS, metadata: "v1" });
  });

  for (const [name, world, expected] of [
    ["a metadata service that is off", { metadata: "off" }, { metadata: "off", whoami: "not asked" }],
    ["an instance without a role", { role: "" }, { instanceRole: "", whoami: "not asked" }],
    [
      "a role that EC2 may not assume",
      { code: "AssumeRoleUnauthorizedAccess" },
      { instanceRoleTrouble: "AssumeRoleUnauthorizedAccess" },
    ],
    ["another role", { role: "aspera-server-2" }, { whoami: "done", assume: "not asked" }],
    [
      "a refused role, and asks nothing more",
      { assume: false },
      { assume: "refused", without: "not asked", list: "not asked" },
    ],
    [
      "a trust open to everybody without an external ID",
      { without: true },
      { without: "done", wrong: "refused" },
    ],
    ["a trust that takes any external ID", { wrong: true }, { without: "refused", wrong: "done" }],
    [
      "a listing that is refused, and asks nothing outside",
      { inside: false },
      { list: "refused", outside: "not asked" },
    ],
    ["a bucket that is readable outside of the prefix", { outside: true }, { outside: "done" }],
    ["an upload that is refused", { upload: false }, { upload: "refused", abort: "not asked" }],
    ["an upload that cannot be aborted", { abort: false }, { upload: "done", abort: "refused" }],
    [
      "a bucket of another region",
      { bucketRegion: "eu-west-1" },
      { bucketRegion: "eu-west-1", list: "other: HTTP 301 PermanentRedirect" },
    ],
    [
      "a 403 that is no AccessDenied",
      { instead: { AssumeRole: { status: 403, body: "<Error><Code>SignatureDoesNotMatch</Code></Error>" } } },
      { assume: "other: HTTP 403 SignatureDoesNotMatch", without: "not asked" },
    ],
    [
      "an AccessDenied that is no 403",
      { instead: { AssumeRole: { status: 400, body: "<Error><Code>AccessDenied</Code></Error>" } } },
      { assume: "other: HTTP 400 AccessDenied" },
    ],
    [
      "a refusal that is none of a trust",
      { instead: { AssumeRole: { status: 400, body: "<Error><Code>ExpiredToken</Code></Error>" } } },
      { assume: "other: HTTP 400 ExpiredToken" },
    ],
  ] as const satisfies readonly (readonly [string, Partial<World>, Partial<ProveAnswer>])[]) {
    it(`tells ${name}`, async () => {
      const seen = await proof(world);
      for (const [key, value] of Object.entries(expected))
        assert.equal(seen[key as keyof ProveAnswer], value, key);
    });
  }

  it("tells by how much the server's clock is off", async () => {
    for (const clock of [-400, 86_400 * 400]) {
      const { skew } = await proof({ clock });
      assert.ok(Math.abs((skew ?? 0) + clock) <= 2, `${skew} for ${clock}`);
    }
  });

  it("tells who cannot be reached, and why", async () => {
    const seen = await proof({}, { sts: "http://127.0.0.1:9" });
    assert.equal(seen.whoami, "unreachable: connection refused");
  });

  it("tells that there is no curl", async () => {
    // The agent always looks in the system's own folders, so that a system without curl is played in its text.
    const emptied = "$ENV{LC_ALL} = 'C'; $ENV{PATH} = '/nowhere';";
    const text = proveStdin(request()).replace("$ENV{LC_ALL} = 'C';", () => emptied);
    assert.ok(text.includes(emptied));
    const seen = parseProveAnswer(await run(text));
    assert.equal(seen.curl, "missing");
    assert.deepEqual(aws.asked, []);
  });

  it("leaves no secret in words, environment, open files, folders or output", async () => {
    const secrets = [
      EXTERNAL_ID,
      encodeURIComponent(EXTERNAL_ID),
      INSTANCE.secret,
      INSTANCE.token,
      SESSION.secret,
      SESSION.token,
    ];
    const found: string[] = [];
    let looked = 0;
    aws.onRequest = () => {
      const family = familyOf(child.pid ?? 0);
      looked += family.length;
      for (const pid of family.slice(1))
        for (const entry of readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").filter(Boolean))
          if (!/^(HOME|LC_ALL|PATH|TMPDIR|LOGNAME|USER|TZ)=/.test(entry)) found.push(`variable: ${entry}`);
      for (const pid of family) {
        for (const place of ["cmdline", "environ"]) {
          const text = readFileSync(`/proc/${pid}/${place}`, "utf8");
          for (const secret of secrets) if (text.includes(secret)) found.push(`${place}: ${secret}`);
        }
        for (const fd of readdirSync(`/proc/${pid}/fd`)) {
          const leads = link(`/proc/${pid}/fd/${fd}`);
          if (!/^(pipe|socket|anon_inode):|^\/dev\/(null|urandom)$|^$/.test(leads))
            found.push(`open: ${leads}`);
        }
      }
    };
    const { stdout, stderr, code } = await run(proveStdin(request()));
    assert.equal(code, 0, stderr);
    assert.ok(looked >= 2 * aws.arrived.length, "agent and curl were looked at");
    assert.deepEqual(found, []);
    for (const secret of secrets) assert.ok(!(stdout + stderr).includes(secret));
    assert.deepEqual(readdirSync(folder, { recursive: true }), ["tmp"]);
  });

  describe("with a node user", () => {
    const WANTED = "s3://s3.amazonaws.com/acme-media/?iam-role.arn=x&iam-role.external-id=y";
    /** Aspera's folder with a docroot of acme, and an asperanoded at the fake's port. */
    function aspera(docroot: string): Partial<ProveRequest> {
      const port = new URL(address).port;
      const root = join(folder, "opt");
      mkdirSync(join(root, "etc"), { recursive: true });
      const absolute = `<absolute>${docroot.replaceAll("&", "&amp;")}</absolute>`;
      writeFileSync(
        join(root, "etc/aspera.conf"),
        `<CONF version="2"><server><enable_https>false</enable_https><enable_http>true</enable_http><http_port>${port}</http_port></server>` +
          "<aaa><realms><realm><users><user><name>acme</name><file_system><access><paths><path>" +
          `${absolute}</path></paths></access></file_system></user></users></realm></realms></aaa></CONF>`,
      );
      return { root, docroot: WANTED, nodeUser: "acme", nodePassword: 'n"o\\de: pass' };
    }

    it("lists the docroot through asperanoded, once the docroot is the wanted one", async () => {
      const seen = await proof({}, aspera(WANTED));
      assert.equal(seen.aspera, "done");
      assert.equal(aws.asked.at(-1), "POST /files/browse");
      assert.equal((await proof({}, aspera("s3://s3.amazonaws.com/other"))).aspera, "not asked");
      assert.equal((await proof({}, { ...aspera(WANTED), nodeUser: "" })).aspera, "not asked");
    });

    it("sends the password to nobody whose port it is not", async () => {
      const port = Number(new URL(address).port).toString(16).toUpperCase().padStart(4, "0");
      mkdirSync(join(folder, "net"));
      const socket = `0100007F:${port} 00000000:0000 0A 00000000:00000000 00:00000000 00000000`;
      writeFileSync(join(folder, "net/tcp"), `0: ${socket} 65534 0 1 x\n`);
      const text = proveStdin(request(aspera(WANTED)));
      const elsewhere = text.replace("'/proc/net'", () => `'${folder}/net'`);
      assert.notEqual(elsewhere, text);
      const seen = parseProveAnswer(await run(elsewhere));
      assert.equal(seen.aspera, "other: its port is held by another user, so no password was sent");
      assert.ok(!aws.asked.includes("POST /files/browse"));
      rmSync(join(folder, "net"), { recursive: true });
      const unseen = parseProveAnswer(await run(elsewhere));
      assert.equal(unseen.aspera, "other: the owner of its port cannot be seen, so no password was sent");
      assert.ok(!aws.asked.includes("POST /files/browse"));
    });

    it("tells what asperanoded answers instead", async () => {
      assert.equal((await proof({ browse: 500 }, aspera(WANTED))).aspera, "other: HTTP 500");
      assert.equal(
        (await proof({}, { ...aspera(WANTED), nodePassword: "another" })).aspera,
        "other: HTTP 401",
      );
    });
  });

  it("ends at once when it is told to, with what it has started", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const port = (silent.address() as { port: number }).port;
    const done = run(proveStdin(request({ sts: `http://127.0.0.1:${port}` })));
    await new Promise((resolve) => silent.once("connection", resolve));
    const family = familyOf(child.pid ?? 0);
    assert.ok(family.length > 1, "curl runs");
    child.kill("SIGTERM");
    assert.equal((await done).code, 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const left = family.filter((pid) => !/^\d+ \(.*\) [ZX]/.test(statOf(pid)) && statOf(pid) !== "");
    silent.close();
    assert.deepEqual(left, []);
  });

  it("ends in its own time when nobody answers", async () => {
    // A listening socket that never answers: the kernel accepts, nobody reads.
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const port = (silent.address() as { port: number }).port;
    const start = Date.now();
    const seen = await proof({}, { sts: `http://127.0.0.1:${port}`, proofWait: 3 });
    silent.close();
    assert.equal(seen.whoami, "unreachable: no answer in time");
    assert.ok(Date.now() - start < 8000);
  });
});

function statOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}

/** A process and all that came from it. */
function familyOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const parent = Number(readFileSync(`/proc/${name}/stat`, "utf8").replace(/^.*\) \S+ (\d+) .*$/s, "$1"));
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // Gone already.
    }
  }
  const of = (one: number): number[] => [one, ...(children.get(one) ?? []).flatMap(of)];
  return of(pid);
}
