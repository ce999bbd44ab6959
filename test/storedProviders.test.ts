import assert from "node:assert/strict";
import { docrootProvider } from "../components/docroot/DocrootProvider";
import { linkProvider } from "../components/link/LinkProvider";
import { softwareProvider } from "../components/server/software/SoftwareProvider";

/**
 * The engine stores the compiled text of these methods in every stack's state. Text that changes, be it by another version
 * of the compiler, is an update of that resource in every stack of every customer: no accident, please.
 */
describe("what every stack's state holds of our code", () => {
  for (const [entry, provider] of [
    ["components/docroot/entry.js", docrootProvider],
    ["components/link/entry.js", linkProvider],
    ["components/server/software/entry.js", softwareProvider],
  ] as const) {
    it(`is one line a method that loads ${entry}, to the letter`, () => {
      for (const [name, method] of Object.entries(provider)) {
        const text = String(method);
        const words = /^async \(([a-z, ]*)\)=>/.exec(text)?.[1] ?? "none";
        const called = name === "delete" ? "remove" : name;
        assert.equal(
          text,
          `async (${words})=>require(require("node:path").resolve("${entry}")).${called}(${words})`,
        );
      }
    });
  }
});
