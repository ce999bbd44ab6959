import assert from "node:assert/strict";
import { CUSTOMER, configuration, EXTERNAL_ID, faultsWith, faultWith, inner, settingsWith } from "./stack";

/** What turns CUSTOMER into the server's side: the other account is an id. */
const SERVER_SIDE = { side: "server", bucketAccount: { id: "444455556666" } };

/** And into the bucket's: it knows the server by its role alone. */
const BUCKET_SIDE = {
  side: "bucket",
  serverAccount: { id: "111122223333" },
  serverRole: { name: "aspera-server" },
  transferUser: undefined,
  server: undefined,
};

const server = (changes: Record<string, unknown> = {}) => ({ ...SERVER_SIDE, ...changes });
const bucket = (changes: Record<string, unknown> = {}) => ({ ...BUCKET_SIDE, ...changes });

describe("a stack of one side: server (side)", () => {
  it("holds the customer, and of their account nothing but its id; the region is the server's", () => {
    const { side, customer, bucketSide } = settingsWith(SERVER_SIDE);
    assert.equal(side, "server");
    assert.equal(bucketSide, undefined);
    assert.deepEqual(customer?.bucketAccount, { id: "444455556666", region: "us-east-1" });
    assert.equal(customer?.bucketRole?.name, "aspera-acme");
  });

  it("may take its own credentials from the environment", () => {
    assert.ok(settingsWith(server({ serverAccount: { id: "111122223333", region: "us-east-1" } })));
  });

  it("refuses credentials of the other account", () => {
    const bucketAccount = { id: "444455556666", profile: "acme" };
    const { key, expected, hint } = faultWith(server({ bucketAccount }));
    assert.equal(key, "aspera:bucketAccount.profile");
    assert.equal(expected, "none with aspera:side: server: this stack uses no credentials of that account");
    assert.match(
      hint,
      /^remove it; for one stack with the credentials of both accounts, remove aspera:side$/,
    );
    const assumeRole = { roleArn: "arn:aws:iam::444455556666:role/deploy" };
    const assuming = faultWith(server({ bucketAccount: { id: "444455556666", assumeRole } }));
    assert.equal(assuming.key, "aspera:bucketAccount.assumeRole");
  });

  it("refuses how the other side makes its role, and what only that trust can hold", () => {
    const role = (more: object) => server({ bucketRole: { name: "aspera-acme", ...more } });
    const permissionsBoundary = "arn:aws:iam::444455556666:policy/bound";
    assert.equal(faultWith(role({ permissionsBoundary })).key, "aspera:bucketRole.permissionsBoundary");
    assert.equal(faultWith(role({ adopt: true })).key, "aspera:bucketRole.adopt");
    assert.ok(settingsWith(role({ path: "/partners/" })));
    const previous = faultWith(server({ previousExternalIds: EXTERNAL_ID.replace("5", "6") }), {
      secretKeys: new Set(["aspera:externalId", "aspera:previousExternalIds"]),
    });
    assert.equal(previous.key, "aspera:previousExternalIds");
  });

  it("needs the other account's id, role and external ID", () => {
    const lacks = { bucketAccount: undefined, bucketRole: undefined, externalId: undefined };
    assert.deepEqual(
      faultsWith(server(lacks)).map(({ key }) => key),
      ["aspera:bucketAccount", "aspera:bucketRole", "aspera:externalId"],
    );
  });

  it("still needs a region of its own account", () => {
    const { key, expected } = faultWith({ ...inner("serverAccount", { region: undefined }) });
    assert.deepEqual([key, expected], ["aspera:serverAccount.region", "a region such as us-east-1"]);
    const keys = faultsWith(server({ serverAccount: { id: "111122223333" } })).map((one) => one.key);
    assert.deepEqual(keys, ["aspera:serverAccount.region"]);
  });

  it("refuses the id of an AROA role: it sees the role itself", () => {
    const serverRole = { name: "aspera-server", uniqueId: "AROAEXAMPLE123456789" };
    assert.equal(faultWith(server({ serverRole })).key, "aspera:serverRole.uniqueId");
  });
});

describe("a stack of one side: bucket (side)", () => {
  it("holds the bucket's part, and no customer, server or login", () => {
    const { bucketSide, serverAccount, serverRole, ...rest } = settingsWith(BUCKET_SIDE);
    assert.deepEqual(
      [rest.customer, rest.server, rest.ssh, rest.launch],
      [undefined, undefined, undefined, undefined],
    );
    assert.deepEqual(serverAccount, { id: "111122223333", region: "us-east-1" });
    assert.deepEqual([serverRole.name, serverRole.path, serverRole.create], ["aspera-server", "/", false]);
    assert.equal(bucketSide?.externalId.reveal(), EXTERNAL_ID);
    assert.deepEqual(
      [bucketSide?.bucket.name, bucketSide?.bucketRole.name, bucketSide?.bucketAccount],
      ["acme-media", "aspera-acme", CUSTOMER.bucketAccount],
    );
  });

  it("may know the server role's path and IAM's own id of it", () => {
    const serverRole = { name: "aspera-server", path: "/servers/", uniqueId: "AROAEXAMPLE123456789" };
    const settings = settingsWith(bucket({ serverRole }));
    assert.deepEqual(
      [settings.serverRole.path, settings.serverRole.uniqueId],
      ["/servers/", "AROAEXAMPLE123456789"],
    );
    assert.equal(
      faultWith(bucket({ serverRole: { ...serverRole, uniqueId: "AIDAEXAMPLE" } })).key,
      "aspera:serverRole.uniqueId",
    );
  });

  it("makes no server role", () => {
    const fault = faultWith(bucket({ serverRole: { name: "aspera-server", create: true } }));
    assert.deepEqual(
      [fault.key, fault.expected],
      ["aspera:serverRole.create", "no create: true with aspera:side: bucket"],
    );
  });

  it("refuses credentials of the server account", () => {
    const fault = faultWith(bucket({ serverAccount: { id: "111122223333", profile: "operator" } }));
    assert.equal(fault.key, "aspera:serverAccount.profile");
  });

  for (const [name, value] of [
    ["transferUser", "acme"],
    ["server", CUSTOMER.server],
    ["sshPrivateKeyFile", "~/.ssh/aspera"],
    ["docrootTemplate", "s3://{host}/{bucket}/{prefix}?arn={roleArn}&id={externalId}"],
    ["restart", "none"],
    ["prove", "report"],
  ] as const)
    it(`refuses ${name}, which has no effect there`, () => {
      const faults = faultsWith(bucket({ [name]: value }));
      const one = faults.find(({ key }) => key === "aspera:side");
      assert.equal(one?.expected, `both or server, to go with ${name}`, JSON.stringify(faults));
      assert.equal(
        one?.hint,
        `remove ${name}: this stack makes the bucket account's role and reaches no server`,
      );
    });

  it("needs its own account, role, bucket and external ID, and the names of the other side", () => {
    const nothing = Object.fromEntries(Object.keys(CUSTOMER).map((key) => [key, undefined]));
    assert.deepEqual(
      faultsWith({ ...nothing, side: "bucket" }).map(({ key }) => key),
      ["serverAccount", "bucketAccount", "serverRole", "bucketRole", "bucket", "externalId"].map(
        (key) => `aspera:${key}`,
      ),
    );
    assert.ok(Object.keys(configuration(bucket())).length > 0);
  });

  it("refuses one account on either side", () => {
    for (const changes of [
      server({ bucketAccount: { id: "111122223333" } }),
      bucket({ serverAccount: { id: "444455556666" } }),
    ]) {
      const fault = faultWith(changes);
      assert.deepEqual(
        [fault.key, fault.expected],
        ["aspera:side", "both, since bucket and server are in one account"],
      );
    }
  });
});
