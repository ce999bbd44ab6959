import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as components from "../../components";
import { KEYS } from "../../program/settings/schema/keys";

const FOLDER = join(__dirname, "../../components");
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith(".ts"));
const textOf = (file: string) => readFileSync(join(FOLDER, file), "utf8");

describe("components: what their sources say", () => {
  it("is no configuration key: after `aspera:` comes a type token and nothing else", () => {
    assert.ok(FILES.length > 10, "the walk found the files");
    for (const file of FILES) {
      for (const [found, word] of textOf(file).matchAll(/aspera:(\w*)/g))
        assert.ok(word === "components" || word === "index", `${file}: ${found}`);
    }
    const keys = Object.keys(KEYS);
    assert.ok(keys.includes("serverAccount") && !keys.includes("components") && !keys.includes("index"));
  });

  it("is a type token of their own class, one a component", () => {
    const tokens = FILES.flatMap((file) =>
      [...textOf(file).matchAll(/super\("(aspera:(?:components|index):(\w+))"/g)].map(([, token, name]) => ({
        file,
        token,
        name,
      })),
    );
    assert.deepEqual(tokens.map(({ token }) => token).sort(), [
      "aspera:components:AsperaLink",
      "aspera:components:BucketRole",
      "aspera:components:Docroot",
      "aspera:components:SecurityGroup",
      "aspera:components:ServerInstance",
      "aspera:components:ServerRight",
      "aspera:components:ServerRole",
      "aspera:index:Docroot",
      "aspera:index:FormerDocroots",
      "aspera:index:Handover",
      "aspera:index:Link",
      "aspera:index:ServerSoftware",
    ]);
    for (const { file, token, name } of tokens)
      assert.equal(file, token === "aspera:index:Docroot" ? "ObservedDocroot.ts" : `${name}.ts`);
  });

  it("is what the package gives: every component, by its name", () => {
    assert.deepEqual(Object.keys(components).sort(), [
      ...[
        "AsperaLink",
        "BucketRole",
        "Docroot",
        "FormerDocroots",
        "Handover",
        "Link",
        "ObservedDocroot",
        "SecurityGroup",
      ],
      ...["ServerInstance", "ServerRight", "ServerRole", "ServerSoftware"],
      // The one function: what no component can write, the policy of a key that another hand keeps.
      "kmsKeyStatement",
    ]);
  });
});
