import assert from "node:assert/strict";
import { askTheServer } from "../../../../commands/customer/end/askTheServer";
import { STANDS } from "../../../model/link/facts";
import { inner } from "../../../program/settings/stack";
import { StandInServer } from "../../../provider/standInServer";
import { endingOf } from "./ending";

const KEY = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";

describe("end: what the server is asked", () => {
  let server: StandInServer;
  afterEach(() => server.stop());

  it("is the link as an up proves it: with the demanded name, the key and the docroot's own host, and no more", async () => {
    server = await StandInServer.start(STANDS);
    const settings = {
      ...inner("bucket", { kmsKeyArn: KEY }),
      sessionName: { name: "acme", required: true },
      docrootHost: "s3.dualstack.us-east-1.amazonaws.com",
    };
    const death = await askTheServer(endingOf({ settings, connection: server.connection }));
    assert.deepEqual(death, { outcome: "stands", said: "the server reaches the bucket" });
    assert.equal(server.field("session-name"), "acme");
    assert.equal(server.field("storage"), "https://s3.dualstack.us-east-1.amazonaws.com");
    assert.match(server.field("session-policy") ?? "", new RegExp(KEY));
    for (const key of ["refusals", "delete", "download"]) assert.equal(server.field(key), "no", key);
    assert.equal(server.field("node-user"), "");
  });
});
