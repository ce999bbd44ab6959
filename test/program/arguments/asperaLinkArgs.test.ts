import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { asperaLinkArgs } from "../../../program/arguments/asperaLinkArgs";
import type { Settings } from "../../../program/settings";
import { ED25519 } from "../../model/ssh/hostKeys";
import { EXTERNAL_ID, inner, ONE_ACCOUNT, settingsWith } from "../settings/stack";
import { known } from "./known";

const SECRET_KEYS = { secretKeys: new Set(["aspera:externalId", "aspera:nodeApi"]) };

const told = (settings: Settings, address?: pulumi.Input<string>) => {
  assert.ok(settings.customer);
  return known(asperaLinkArgs(settings, settings.customer, address));
};

/** What a customer's stack with one account and no wishes comes to. */
const DEFAULTS = {
  customer: "acme-prod",
  partition: "aws",
  bucket: "acme-media",
  prefix: "incoming/",
  access: ["upload", "download", "browse", "delete"],
  vendorRights: false,
  fullAccess: false,
  bucketAccountId: "111122223333",
  region: "us-east-1",
  connection: {
    host: "aspera.example.com",
    port: 33001,
    user: "ec2-user",
    hostKey: ED25519,
    sudo: true,
    asperaRoot: "/opt/aspera",
  },
  transferUser: "acme",
  template: undefined,
  storageHost: "s3.amazonaws.com",
  takeOver: undefined,
  createTransferUserEntry: false,
  restart: { restart: "restart" },
  required: true,
  wait: 120,
  fullProof: false,
};

describe("arguments: the link", () => {
  it("one account: what the settings say, with no bucket role and no external ID", async () => {
    const { values, secrets } = await told(settingsWith(ONE_ACCOUNT));
    assert.deepEqual(values, DEFAULTS);
    assert.deepEqual(secrets, []);
  });

  it("two accounts: the bucket role of the settings, the account of the bucket, and the external ID, a secret", async () => {
    const { values, secrets } = await told(settingsWith());
    assert.deepEqual(values, {
      ...DEFAULTS,
      bucketAccountId: "444455556666",
      bucketRole: { name: "aspera-acme", roleName: "aspera-acme", path: "/", maxSessionDuration: 3600 },
      externalId: EXTERNAL_ID,
    });
    assert.deepEqual(secrets, ["externalId"]);
  });

  it("passes on the session's name, and whether the trust demands it", async () => {
    const of = async (sessionName: unknown) =>
      (await told(settingsWith({ sessionName }))).values as Record<string, unknown>;
    const { sessionName, requireSessionName } = await of("acme");
    assert.deepEqual([sessionName, requireSessionName], ["acme", false]);
    assert.equal((await of({ name: "acme", required: true })).requireSessionName, true);
    assert.ok(!("sessionName" in (await of(undefined))));
  });

  it("passes the bucket role's path, boundary and longest session on", async () => {
    const permissionsBoundary = "arn:aws:iam::444455556666:policy/boundary";
    const changes = { path: "/aspera/", permissionsBoundary, maxSessionDuration: 7200 };
    const { values } = await told(settingsWith(inner("bucketRole", changes)));
    assert.deepEqual((values as { bucketRole: object }).bucketRole, {
      name: "aspera-acme",
      roleName: "aspera-acme",
      ...changes,
    });
  });

  it("passes every wish on; the node user's password is a secret", async () => {
    const { values, secrets } = await told(
      settingsWith(
        {
          ...inner("serverAccount", { region: "us-gov-west-1" }),
          ...inner("bucketAccount", { region: "us-gov-west-1" }),
          bucket: { name: "acme-media", access: ["download"] },
          transferUser: "xfer",
          docrootTemplate: "s3://{host}/{bucket}/{prefix}?role={roleArn}&id={externalId}",
          docrootHost: "s3.us-gov-west-1.amazonaws.com",
          takeOver: "0123456789abcdef",
          createTransferUserEntry: true,
          transferTokens: true,
          restart: { mode: "whenIdle", longestWait: 60, ifBusy: "restart" },
          prove: { mode: "report", longestWait: 7 },
          proof: "full",
          nodeApi: { user: "xfer2", password: "i-0123456789abcdef0" },
        },
        SECRET_KEYS,
      ),
    );
    assert.deepEqual(values, {
      ...DEFAULTS,
      partition: "aws-us-gov",
      bucketAccountId: "444455556666",
      bucketRole: { name: "aspera-acme", roleName: "aspera-acme", path: "/", maxSessionDuration: 3600 },
      externalId: EXTERNAL_ID,
      prefix: "",
      access: ["download"],
      region: "us-gov-west-1",
      transferUser: "xfer",
      template: "s3://{host}/{bucket}/{prefix}?role={roleArn}&id={externalId}",
      storageHost: "s3.us-gov-west-1.amazonaws.com",
      takeOver: "0123456789abcdef",
      createTransferUserEntry: true,
      transferTokens: true,
      restart: { restart: "whenIdle", idleWait: 60, idleThen: "restart" },
      required: false,
      wait: 7,
      fullProof: true,
      nodeApi: { user: "xfer2", password: "i-0123456789abcdef0" },
    });
    assert.deepEqual(secrets, ["externalId", "nodeApi.password"]);
  });

  it("gives every right where the settings do, and no right that they do not give", async () => {
    const bucket = async (access: string[]) => {
      const { values } = await told(settingsWith(inner("bucket", { access })));
      const { access: given, fullAccess } = values as { access: string[]; fullAccess: boolean };
      return [given, fullAccess];
    };
    for (const access of [["upload"], ["browse", "delete"]])
      assert.deepEqual(await bucket(access), [access, false]);
    assert.equal((await bucket(["full"]))[1], true);
  });

  for (const mode of ["restart", "reload", "none"]) {
    it(`restart ${mode} waits for nothing`, async () => {
      const { values } = await told(settingsWith({ restart: mode }));
      assert.deepEqual((values as { restart: object }).restart, { restart: mode });
    });
  }

  it("takes a launched server's address, unless the settings name a host for it", async () => {
    const instance = { amiId: "ami-0123456789abcdef0", type: "m5.xlarge" };
    const hostOf = async (server: object) => {
      const settings = settingsWith({ server: { instance, hostKey: ED25519, ...server } });
      const { values } = await told(settings, pulumi.output("198.51.100.7"));
      return (values as { connection: { host: string } }).connection.host;
    };
    assert.equal(await hostOf({}), "198.51.100.7");
    assert.equal(await hostOf({ host: "aspera.example.com" }), "aspera.example.com");
  });
});
