import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ENGINE_VERSION, LANGUAGE_HOST_VERSION } from "../../../sandbox/engine/release";

const moduleFile = (name: string) =>
  readFileSync(join(__dirname, "../../../sandbox/engine/go", name, "go.mod"), "utf8");

describe("engine's Go modules", () => {
  it("pin the versions that the programs are stamped with", () => {
    assert.match(moduleFile("cli"), new RegExp(`\\tgithub.com/pulumi/pulumi/pkg/v3 v${ENGINE_VERSION}\\b`));
    assert.match(
      moduleFile("nodejs"),
      new RegExp(`\\tgithub.com/pulumi/pulumi/sdk/v3 v${LANGUAGE_HOST_VERSION}\\b`),
    );
  });

  it("each name the program as their tool, so that go.sum covers it", () => {
    assert.match(moduleFile("cli"), /^tool github\.com\/pulumi\/pulumi\/pkg\/v3\/cmd\/pulumi$/m);
    assert.match(
      moduleFile("nodejs"),
      /^tool github\.com\/pulumi\/pulumi\/sdk\/v3\/nodejs\/cmd\/pulumi-language-nodejs$/m,
    );
  });
});
