import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const ROOT = resolve(__dirname, "../../..");
const SETTINGS = join(ROOT, "program/settings");

/** What each room may import from, besides itself, the model and packages. */
const ROOMS: Record<string, readonly string[]> = {
  schema: [],
  checks: ["program/settings/schema", "program/findings/settings"],
  reading: ["program/settings/schema", "program/settings/checks", "components"],
};

describe("the rooms of the settings", () => {
  it("are these", () => {
    const folders = readdirSync(SETTINGS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(folders.map(({ name }) => name).sort(), Object.keys(ROOMS).sort());
  });

  for (const [room, others] of Object.entries(ROOMS)) {
    it(`let ${room}/ import from the model and ${others.join(", ") || "no other room"}`, () => {
      for (const file of readdirSync(join(SETTINGS, room))) {
        const text = readFileSync(join(SETTINGS, room, file), "utf8");
        for (const [, module = ""] of text.matchAll(/from "(\.[^"]+)"/g)) {
          const folder = relative(ROOT, dirname(resolve(SETTINGS, room, module)));
          const allowed = [`program/settings/${room}`, ...others].includes(folder) || /^model\//.test(folder);
          assert.ok(allowed, `${room}/${file} imports ${module}`);
        }
      }
    });
  }
});
