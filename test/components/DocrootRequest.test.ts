import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Docroot, type DocrootArgs } from "../../components/Docroot";
import { docrootTexts } from "../../model/docroot/docrootTexts";
import { type ApplyRequest, agentStdin } from "../../provider/agent/request";
import { only, type Registered, recordResources, settled } from "../mocks/resources";
import { BUCKET_ROLE, CONNECTION, EXTERNAL_ID, OBSERVED } from "./fixtures";

const ARGS: DocrootArgs = {
  connection: CONNECTION,
  transferUser: "acme",
  bucket: "acme-media",
  prefix: "incoming/",
  bucketRoleArn: BUCKET_ROLE,
  externalId: EXTERNAL_ID,
};
const { uri: URI, mark: MARK } = docrootTexts({
  bucket: "acme-media",
  prefix: "incoming/",
  bucketRoleArn: BUCKET_ROLE,
  externalId: EXTERNAL_ID,
});
const REQUEST: ApplyRequest = {
  mode: "apply",
  root: "/opt/aspera",
  user: "acme",
  docroot: URI,
  externalId: EXTERNAL_ID,
  mark: MARK,
  expect: "fedcba9876543210",
  nonce: "0123456789abcdef",
};

describe("components: Docroot, what the agent is asked", () => {
  let registered: Registered[];
  beforeEach(async () => {
    registered = await recordResources(OBSERVED);
  });
  const made = async (args: Partial<DocrootArgs> = {}) => {
    registered.length = 0;
    await settled(new Docroot("docroot", { ...ARGS, ...args }));
    return only(registered, "command:remote:Command");
  };
  /** Fails on another standard input, and shows the request alone: the program in front of it is long. */
  const asks = (wire: Record<string, unknown>, request: ApplyRequest) => {
    const said = (wire.stdin as { value: string }).value.split("\n__END__\n")[1];
    assert.equal(said, agentStdin(request).split("\n__END__\n")[1]);
    assert.ok((wire.stdin as { value: string }).value === agentStdin(request), "the agent's program");
  };

  it("asks the agent for exactly the wanted docroot, expecting what was seen", async () => {
    asks((await made()).wire, REQUEST);
    const oneAccount = docrootTexts({ bucket: "acme-media" });
    asks((await made({ prefix: undefined, bucketRoleArn: undefined, externalId: undefined })).wire, {
      ...REQUEST,
      docroot: oneAccount.uri,
      externalId: "",
      mark: oneAccount.mark,
    });
  });

  it("passes on the rest: Aspera's folder, the node user, the entry, the restart, template and host", async () => {
    const nodeApi = { user: pulumi.output("xfer2"), password: pulumi.secret("PASSWORD") };
    const restart = { restart: "whenIdle", idleWait: 60, idleThen: "restart" } as const;
    const template = "s3://{host}/{bucket}/{prefix}?role={roleArn}&id={externalId}";
    const storageHost = "s3.us-east-1.amazonaws.com";
    const { wire } = await made({
      connection: { ...CONNECTION, asperaRoot: pulumi.output("aspera") },
      bucket: pulumi.output("acme-media"),
      transferUser: pulumi.output("globex"),
      createTransferUserEntry: true,
      ...{ nodeApi, restart, template, storageHost },
    });
    const place = {
      bucket: "acme-media",
      prefix: "incoming/",
      bucketRoleArn: BUCKET_ROLE,
      externalId: EXTERNAL_ID,
    };
    asks(wire, {
      ...REQUEST,
      root: "aspera",
      user: "globex",
      docroot: docrootTexts({ ...place, template, storageHost }).uri,
      nodeUser: "xfer2",
      nodePassword: "PASSWORD",
      createEntry: true,
      ...restart,
    });
    asks((await made({ restart: { restart: "none" } })).wire, { ...REQUEST, restart: "none" });
  });
});
