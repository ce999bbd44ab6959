import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fleetDocument } from "../../commands/fleet/document";
import { serversOf } from "../../commands/fleet/servers";
import { FLEET_FINDINGS } from "../../program/findings";
import { one } from "../commands/fleet/fleet";

describe("docs/fleet.md", () => {
  const text = readFileSync(join(__dirname, "../../docs/fleet.md"), "utf8");
  const named = (section: string) =>
    [...section.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, names = ""]) =>
      [...names.matchAll(/`\.?(\w+)(?:\[\])?`/g)].map(([, name = ""]) => name),
    );

  it("describes every field of the document, and no other", () => {
    const [, whole = "", ofStack = ""] = /## The document([\s\S]*?)A stack, in([\s\S]*)$/.exec(text) ?? [];
    const stacks = [one()];
    const servers = serversOf(stacks);
    const document = fleetDocument(stacks, servers, [], () => "3f9a0c1b");
    const [server] = document.servers;
    assert.deepEqual(named(whole).sort(), [...Object.keys(document), "room"].sort());
    for (const name of [...Object.keys(server ?? {}), ...Object.keys(server?.room ?? {})])
      assert.ok(whole.includes(`\`${name}`), name);
    assert.deepEqual(named(ofStack).sort(), Object.keys(server?.stacks[0] ?? {}).sort());
  });

  it("names every finding across stacks", () => {
    for (const { code } of FLEET_FINDINGS) assert.ok(text.includes(`| \`${code}\` |`), code);
  });
});
