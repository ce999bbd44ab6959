import assert from "node:assert/strict";
import { Command } from "@pulumi/command/remote";
import * as pulumi from "@pulumi/pulumi";
import { Docroot, type DocrootArgs } from "../../components/Docroot";
import { ObservedDocroot } from "../../components/ObservedDocroot";
import { ServerSoftware } from "../../components/ServerSoftware";
import { only, type Registered, recordResources, secret, settled, settledValue } from "../mocks/resources";
import {
  BUCKET_ROLE,
  CONNECTION,
  CONNECTION_INPUTS,
  EXTERNAL_ID,
  KEY,
  METADATA,
  OBSERVED,
  UPGRADE,
} from "./fixtures";

const ARGS: DocrootArgs = { connection: CONNECTION, transferUser: "acme", bucket: "acme-media" };

describe("components: Docroot, as it is observed", () => {
  let registered: Registered[];
  beforeEach(async () => {
    registered = await recordResources(OBSERVED);
  });
  const made = async (args: Partial<DocrootArgs> = {}, opts?: pulumi.ComponentResourceOptions) => {
    const docroot = new Docroot("docroot", { ...ARGS, ...args }, opts);
    await settled(docroot);
    return docroot;
  };
  const observed = () => only(registered, "aspera:index:Docroot");
  const applied = () => only(registered, "command:remote:Command");

  it("one account: names server, user and bucket, and nothing that was left out", async () => {
    await made();
    assert.deepEqual(observed().wire, {
      connection: CONNECTION_INPUTS,
      transferUser: "acme",
      bucket: "acme-media",
      ...METADATA,
    });
  });

  const FULL = {
    prefix: "incoming/",
    bucketRoleArn: BUCKET_ROLE,
    externalId: EXTERNAL_ID,
    template: "s3://{host}/{bucket}/{prefix}?{roleArn}&{externalId}",
    storageHost: "s3.us-east-1.amazonaws.com",
    takeOver: "0123456789abcdef",
  };

  it("two accounts: is all that it is told, its secrets marked one by one", async () => {
    await made({
      ...FULL,
      connection: { ...CONNECTION, privateKey: KEY, privateKeyPassphrase: "PASS" },
      createTransferUserEntry: true,
      transferTokens: true,
      restart: { restart: "none" },
      nodeApi: { user: "xfer2", password: "PASSWORD" },
    });
    assert.deepEqual(observed().wire, {
      connection: { ...CONNECTION_INPUTS, privateKey: secret(KEY), privateKeyPassphrase: secret("PASS") },
      transferUser: "acme",
      bucket: "acme-media",
      ...FULL,
      ...METADATA,
      externalId: secret(EXTERNAL_ID),
      createTransferUserEntry: true,
      transferTokens: true,
      restart: { restart: "none" },
      nodeApi: { user: "xfer2", password: secret("PASSWORD") },
    });
  });

  it("asks which instance it is on wherever this machine's SDK is led", async () => {
    process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT = "http://127.0.0.1:1338/";
    try {
      await made();
    } finally {
      delete process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT;
    }
    assert.equal(observed().wire.metadata, "http://127.0.0.1:1338");
  });

  it("takes outputs of other resources", async () => {
    await made({
      connection: { host: pulumi.output(CONNECTION.host), hostKey: pulumi.output(CONNECTION.hostKey) },
      transferUser: pulumi.output("acme"),
      bucket: pulumi.output("acme-media"),
      prefix: pulumi.output(FULL.prefix),
      bucketRoleArn: pulumi.output(BUCKET_ROLE),
      externalId: pulumi.secret(EXTERNAL_ID),
      template: pulumi.output(FULL.template),
      storageHost: pulumi.output(FULL.storageHost),
      takeOver: pulumi.output(FULL.takeOver),
    });
    assert.deepEqual(observed().wire, {
      connection: CONNECTION_INPUTS,
      transferUser: "acme",
      bucket: "acme-media",
      ...FULL,
      ...METADATA,
      externalId: secret(EXTERNAL_ID),
    });
  });

  it("comes before the Command, which waits for what was seen; both come after what the docroot waits for", async () => {
    await made();
    assert.deepEqual([observed().dependsOn, applied().dependsOn], [[], ["docroot-observed"]]);
    registered.length = 0;
    const software = new ServerSoftware("software", UPGRADE);
    for (const dependsOn of [software, [software], pulumi.output([software])]) {
      registered.length = 0;
      await made({}, { dependsOn });
      assert.deepEqual(observed().dependsOn, ["software"]);
      assert.ok(applied().dependsOn.includes("docroot-observed"));
    }
  });

  it("has typed parts, which belong to it", async () => {
    const docroot = await made();
    assert.ok(docroot.observed instanceof ObservedDocroot && docroot.apply instanceof Command);
    assert.deepEqual(
      [observed(), applied()].map(({ name, parent }) => [name, parent]),
      [
        ["docroot-observed", "docroot"],
        ["docroot-apply", "docroot"],
      ],
    );
    assert.equal(await settledValue(docroot.observed.request), OBSERVED["aspera:index:Docroot"].request);
  });

  it("gives the docroot as it was seen, once it is in place", async () => {
    const { docroot, apply } = await made();
    assert.equal(await settledValue(docroot), OBSERVED["aspera:index:Docroot"].docroot);
    const { resources } = docroot as unknown as { resources(): Set<pulumi.Resource> };
    assert.ok(resources.call(docroot).has(apply), "whoever takes it waits for the Command");
    assert.deepEqual(observed().hideDiffs, ["lastSeen"], "another at every look");
  });

  it("does not claim a docroot that could not be looked at", async () => {
    const seen = OBSERVED["aspera:index:Docroot"];
    const claimed = async (state: object) => {
      registered = await recordResources({ ...OBSERVED, "aspera:index:Docroot": state });
      return settledValue((await made()).docroot);
    };
    const server = "aspera.example.com:33001 is unreachable: connection refused";
    assert.equal(await claimed({ ...seen, server }), `${seen.docroot}, as last seen at 2026-11-26T15:15:16Z`);
    const never = { ...seen, server, lastSeen: undefined };
    assert.equal(await claimed(never), `${seen.docroot}, as last seen at an unknown time`);
  });
});
