import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { scripts } from "../package.json";

/** Mocha's own, which has no types. @param pattern as on its command line. */
const { lookupFiles }: { lookupFiles(pattern: string, extensions: string[], recursive: boolean): string[] } =
  require("mocha/lib/cli/cli.js");

describe("npm test", () => {
  it("runs every test file, each once", () => {
    const patterns = [...scripts.test.matchAll(/"([^"]+)"/g)].map(([, pattern = ""]) => pattern);
    const run = patterns.flatMap((pattern) => lookupFiles(pattern, ["ts"], false));
    const all = readdirSync(__dirname, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => join("test", name));
    assert.deepEqual(run.sort(), all.sort());
  });
});
