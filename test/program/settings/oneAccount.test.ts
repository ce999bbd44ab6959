import assert from "node:assert/strict";
import { faultsWith, faultWith, inner, ONE_ACCOUNT, oneAccountCustomer, settingsWith } from "./stack";

const NOW = new Date("2026-11-24T12:00:00Z");
const SERVER_ACCOUNT = { id: "111122223333", region: "us-east-1", profile: "operator" };

describe("one account", () => {
  it("is what a stack has that names no bucket account, or the server's own", () => {
    for (const bucketAccount of [undefined, SERVER_ACCOUNT]) {
      const customer = oneAccountCustomer({ bucketAccount });
      assert.equal(customer.bucketAccount.id, "111122223333");
      assert.deepEqual([customer.bucketRole, customer.externalId], [undefined, undefined]);
    }
  });

  it("has no role to assume: half of a second account is refused", () => {
    const half = faultWith({ bucketAccount: undefined });
    assert.deepEqual(
      [half.key, half.expected, half.got],
      ["aspera:bucketAccount", "an account to go with bucketRole, externalId", "nothing"],
    );
    assert.match(half.hint, /^for a bucket in the server's account remove bucketRole, externalId: /);
    for (const lost of ["bucketRole", "externalId"]) {
      assert.equal(faultWith({ [lost]: undefined }).key, `aspera:${lost}`);
      assert.equal(faultsWith({ ...ONE_ACCOUNT, [lost]: undefined, proof: "full" }).length, 1);
    }
  });

  it("is proven like two accounts, except for refusals, of which there are none", () => {
    const { proof, nodeApi } = oneAccountCustomer(
      { prove: "report", nodeApi: { user: "xfer2", password: "i-0123456789abcdef0" } },
      { secretKeys: new Set(["aspera:nodeApi"]) },
    );
    assert.deepEqual([proof.required, nodeApi?.user], [false, "xfer2"]);
    const idle = faultWith({ ...ONE_ACCOUNT, proof: "full" });
    assert.deepEqual([idle.key, idle.expected], ["aspera:bucketAccount", "an account to go with proof"]);
  });

  it("has one region and one identity", () => {
    const other = { ...SERVER_ACCOUNT, profile: "deployer" };
    const fault = faultWith({ ...ONE_ACCOUNT, bucketAccount: other });
    assert.deepEqual([fault.key, fault.hint], ["aspera:bucketAccount", "remove aspera:bucketAccount"]);
    const { id, region } = SERVER_ACCOUNT;
    const assuming = { id, region, assumeRole: { roleArn: "arn:aws:iam::111122223333:role/deploy" } };
    const plain = faultWith({
      ...ONE_ACCOUNT,
      serverAccount: { id, region },
      bucketAccount: assuming,
    });
    assert.equal(plain.got, "different ones");
    assert.ok(oneAccountCustomer({ serverAccount: assuming, bucketAccount: assuming }));
    const asking = (externalId: string) => ({
      ...assuming,
      assumeRole: { ...assuming.assumeRole, externalId },
    });
    const one = asking("given-by-acme");
    assert.ok(oneAccountCustomer({ serverAccount: one, bucketAccount: one }));
    const mixed = faultWith({ ...ONE_ACCOUNT, serverAccount: one, bucketAccount: asking("given-by-globex") });
    assert.equal(mixed.got, "different ones");
    const elsewhere = { ...SERVER_ACCOUNT, region: "eu-west-1" };
    assert.equal(faultWith({ ...ONE_ACCOUNT, bucketAccount: elsewhere }).key, "aspera:bucketAccount.region");
  });

  it("takes only a docroot template without role and external ID", () => {
    const docrootTemplate = "s3://{host}/{bucket}/{prefix}?storage-class=STANDARD";
    assert.equal(oneAccountCustomer({ docrootTemplate }).docroot.template, docrootTemplate);
    for (const idle of ["{roleArn}", "{externalId}"]) {
      const fault = faultWith({ ...ONE_ACCOUNT, docrootTemplate: `${docrootTemplate}&x=${idle}` });
      assert.deepEqual([fault.key, fault.got], ["aspera:docrootTemplate", idle]);
    }
    assert.equal(faultWith({ docrootTemplate }).got, "no {roleArn} or {externalId}");
  });

  it("has a docroot that leads to its folder, since the role may reach further for other stacks", () => {
    for (const docrootTemplate of ["s3://{host}/{bucket}", "s3://{host}/{bucket}?x={prefix}"]) {
      const wider = faultWith({ ...ONE_ACCOUNT, docrootTemplate });
      assert.deepEqual([wider.key, wider.got], ["aspera:docrootTemplate", "no {prefix}"]);
    }
    const whole = { bucket: { name: "operator-media" }, docrootTemplate: "s3://{host}/{bucket}" };
    assert.equal(oneAccountCustomer(whole).docroot.template, whole.docrootTemplate);
    const elsewhere = faultWith({ ...ONE_ACCOUNT, docrootTemplate: "s3://{host}/?b={bucket}&p={prefix}" });
    assert.equal(elsewhere.got, "no {bucket}");
  });

  it("gives a warning when the docroot leads to any host but S3 of its region", () => {
    const warned = (changes: object) =>
      settingsWith({ ...ONE_ACCOUNT, ...changes }).warnings.map(({ code, text }) => `${code}: ${text}`);
    const elsewhere = (host: string) =>
      `settings-docroot-host-elsewhere: the docroot leads to ${host}, which is not S3 of us-east-1`;
    assert.deepEqual(warned({ docrootHost: "s3.us-east-1.amazonaws.com" }), []);
    for (const docrootHost of ["s3.eu-west-1.amazonaws.com", "s3.example.com"])
      assert.deepEqual(warned({ docrootHost }), [elsewhere(docrootHost)]);
    const docrootTemplate = "s3://evil.example.com/{bucket}/{prefix}";
    assert.deepEqual(warned({ docrootTemplate }), [elsewhere("evil.example.com")]);
  });
});

describe("the window of the server role's trust", () => {
  const windowed = (trustWindow: unknown) => inner("serverRole", { trustWindow });

  it("is two instants, or one of them", () => {
    const both = { notBefore: "2010-08-16T12:00:00Z", notAfter: "2033-02-18T13:00:00Z" };
    for (const window of [both, { notAfter: both.notAfter }, { notBefore: both.notBefore }]) {
      assert.deepEqual(settingsWith(windowed(window), { now: NOW }).serverRole.trustWindow, window);
    }
    assert.equal(faultWith(windowed({})).got, "neither");
    assert.equal(
      faultWith(windowed({ notBefore: both.notAfter, notAfter: both.notBefore })).got,
      "the reverse",
    );
    assert.equal(
      faultWith(windowed({ notAfter: "2033-02-18" })).key,
      "aspera:serverRole.trustWindow.notAfter",
    );
    const looked = faultWith({ serverRole: { name: "aspera-server", trustWindow: both } });
    assert.match(looked.expected, /trustWindow only with create: true/);
  });

  it("is refused once it has ended", () => {
    const ended = faultWith(windowed({ notAfter: "2026-11-24T12:00:00Z" }), { now: NOW });
    assert.deepEqual(
      [ended.key, ended.expected, ended.got],
      ["aspera:serverRole.trustWindow.notAfter", "an instant in the future", '"2026-11-24T12:00:00Z"'],
    );
  });

  it("gives a warning before it opens, and from thirty days before it ends", () => {
    const warned = (trustWindow: object) => settingsWith(windowed(trustWindow), { now: NOW }).warnings;
    for (const [notAfter, remaining] of [
      ["2026-12-24T11:59:59Z", "in 29 days"],
      ["2026-12-04T12:00:00Z", "in 10 days"],
      ["2026-11-25T13:00:00Z", "in 1 day"],
      ["2026-11-24T13:00:00Z", "within a day"],
    ] as const) {
      const [warning, ...others] = warned({ notAfter });
      assert.deepEqual([warning?.code, others], ["settings-trust-window-ends", []]);
      assert.ok(warning?.text.includes(`ends ${remaining}, at ${notAfter}`), warning?.text);
    }
    assert.deepEqual(warned({ notAfter: "2026-12-24T12:00:00Z" }), []);
    const [later, ...others] = warned({
      notBefore: "2026-11-24T13:00:00Z",
      notAfter: "2026-11-25T13:00:00Z",
    });
    assert.deepEqual([later?.code, later?.transient, others], ["settings-trust-window-not-open", true, []]);
  });
});
