import assert from "node:assert/strict";
import { found } from "../../../model/findings/finding";
import { sayAll } from "../../../program/checks/sayAll";
import { bucketMissing } from "../../../program/findings/access/bucketMissing";
import { serverRoleMissing } from "../../../program/findings/access/serverRoleMissing";
import { recordResources } from "../../mocks/resources";

describe("checks: what was found is said", () => {
  it("in the order of the checks, each with its code, and before the program goes on", async () => {
    await recordResources();
    const { warn } = console;
    const said: string[] = [];
    // Without an engine, the SDK's log goes to the console.
    console.warn = (text: string) => said.push(text);
    try {
      const late = new Promise<ReturnType<typeof found>[]>((resolve) =>
        setTimeout(resolve, 30, [found(serverRoleMissing, { roleName: "aspera-server" })]),
      );
      await sayAll([late, [], [found(bucketMissing, { bucket: "acme-media", account: "bucketAccount" })]]);
    } finally {
      console.warn = warn;
    }
    assert.deepEqual(
      said.map((text) => /\[([a-z-]+)\]$/.exec(text)?.[1]),
      ["access-server-role-missing", "access-bucket-missing"],
    );
  });
});
