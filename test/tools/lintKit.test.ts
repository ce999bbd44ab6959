import assert from "node:assert/strict";
import { kitTools } from "../../sandbox/kitTools/kitTools";
import { lintKit } from "../../tools/lintKit";
import { KIT } from "../model/kit/facts";

describe("tools: the linters of a kit", function () {
  this.timeout(1_800_000);
  let bin: string;
  before(async () => {
    bin = await kitTools(() => {});
  });

  it("have nothing to say of a kit as it is", async () => assert.deepEqual(await lintKit(KIT, bin), []));

  it("tell of a template that AWS would refuse, and fail where they are not there", async () => {
    const [said = ""] = await lintKit({ ...KIT, maxSessionDuration: 1, tags: { owner: "a;b" } }, bin);
    assert.match(said, /E3034[\s\S]*E3031|E3031[\s\S]*E3034/);
    const missing = await lintKit(KIT, "/nowhere");
    assert.equal(missing.length, 2, missing.join("\n"));
    assert.match(missing.join("\n"), /ENOENT/);
  });
});
