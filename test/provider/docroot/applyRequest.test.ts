import assert from "node:assert/strict";
import { docrootTexts } from "../../../model/docroot/docrootTexts";
import { type ApplyRequest, requestLines } from "../../../provider/agent/request";
import { applyRequest, asksTheSame } from "../../../provider/docroot/applyRequest";
import { CONNECTION } from "../connection";

const FILE = "/opt/aspera/etc/.aspera.conf.aspera-pulumi-agent-0123456789abcdef";
const PLACE = {
  bucket: "acme-media",
  prefix: "incoming/",
  bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
  externalId: "acme-4d1f",
};
const WISH = {
  connection: CONNECTION,
  transferUser: "acme",
  ...PLACE,
  expect: "fedcba9876543210",
  nonce: "0123456789abcdef",
};
const { uri, mark } = docrootTexts(PLACE);
const REQUEST: ApplyRequest = {
  mode: "apply",
  root: "/opt/aspera",
  user: "acme",
  docroot: uri,
  externalId: "acme-4d1f",
  mark,
  expect: "fedcba9876543210",
  nonce: "0123456789abcdef",
};
const RESTART = { restart: "whenIdle", idleWait: 60, idleThen: "restart" } as const;
const NODE_API = { user: "xfer2", password: "PASSWORD" };

describe("docroot: what the Command reads", () => {
  const [head = "", asked = ""] = applyRequest(WISH, FILE).split("__END__\n");

  it("is a few lines that start the agent where it is kept, and the request", () => {
    assert.match(asked, new RegExp(`^[0-9]+\\n${FILE.replaceAll(".", "\\.")}\\n`));
    assert.equal(asked.split("\n").slice(2).join("\n"), requestLines(REQUEST));
    assert.ok(Buffer.byteLength(head) < 800, "Pulumi's state keeps it twice");
  });

  it("asks for exactly the wanted docroot, and for the rest", () => {
    const lines = (wish: Parameters<typeof applyRequest>[0]) =>
      applyRequest(wish, FILE).split(`${FILE}\n`)[1];
    const oneAccount = { ...WISH, bucketRoleArn: undefined, externalId: undefined, prefix: undefined };
    const other = docrootTexts({ bucket: "acme-media" });
    assert.equal(
      lines(oneAccount),
      requestLines({ ...REQUEST, docroot: other.uri, mark: other.mark, externalId: "" }),
    );
    const more = { createTransferUserEntry: true, rights: ["read"] as const, restart: RESTART };
    assert.equal(
      lines({ ...WISH, ...more, rights: ["read"], nodeApi: NODE_API }),
      requestLines({
        ...REQUEST,
        ...RESTART,
        createEntry: true,
        rights: ["read"],
        nodeUser: "xfer2",
        nodePassword: "PASSWORD",
      }),
    );
    const { expect: _, nonce: __, ...common } = REQUEST;
    assert.equal(lines({ ...WISH, waiting: true }), requestLines({ ...common, mode: "observe" }));
  });

  it("is another one whenever something else is asked", () => {
    assert.ok(asksTheSame(WISH, { ...WISH, takeOver: "0123456789abcdef", metadata: "http://example.com" }));
    for (const other of [
      { bucket: "other" },
      { nonce: "1123456789abcdef" },
      { expect: "none" },
      { restart: RESTART },
      { nodeApi: NODE_API },
      { createTransferUserEntry: true },
      { waiting: true },
    ])
      assert.ok(!asksTheSame(WISH, { ...WISH, ...other }), JSON.stringify(other));
  });
});
