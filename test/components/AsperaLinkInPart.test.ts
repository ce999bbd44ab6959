import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AsperaLink } from "../../components/AsperaLink";
import { recordResources, settled } from "../mocks/resources";
import { CONNECTION, EXTERNAL_ID, providers, SERVER_ROLE } from "./fixtures";

const bucketRole = { roleName: "aspera-acme" };
const externalId = EXTERNAL_ID;

describe("components: AsperaLink with a part of a second account", () => {
  for (const [given, withProvider, got] of [
    [{ externalId }, false, "externalId alone"],
    [{ bucketRole }, false, "bucketRole alone"],
    [{ bucketRole, externalId }, false, "bucketRole and externalId alone"],
    [{}, true, "bucketProvider alone"],
    [{ externalId }, true, "bucketProvider and externalId alone"],
    [{ bucketRole }, true, "bucketProvider and bucketRole alone"],
  ] as const) {
    it(`is refused before anything is made: ${got}`, async () => {
      const registered = await recordResources();
      const { server, bucket } = providers();
      const args = {
        serverProvider: server,
        serverRole: SERVER_ROLE,
        bucket: "acme-media",
        region: "us-east-1",
        connection: CONNECTION,
        transferUser: "acme",
        ...given,
        ...(withProvider && { bucketProvider: bucket }),
      };
      const message =
        'AsperaLink "acme": expected bucketProvider, bucketRole and externalId together, or none of them, ' +
        `got ${got}\n` +
        "hint: give all three for a bucket in an account of its own, with bucketAccountId in place of bucketProvider where its owner makes the role; leave them out for one in the server account";
      assert.throws(
        () => new AsperaLink("acme", args),
        (error: Error) => pulumi.RunError.isInstance(error) && error.message === message,
      );
      await settled(server);
      const made = registered.filter(({ type }) => !/^pulumi:|AsperaLink$/.test(type));
      assert.deepEqual(made, []);
    });
  }
});
