import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const ROOT = resolve(__dirname, "..");

/** Every module that a file loads: imports, exports from, and requires; imports of types leave nothing at run time. */
function namedModules(file: string): string[] {
  const text = readFileSync(file, "utf8").replace(/^import type .*?;$/gms, "");
  return [...text.matchAll(/(?:from\s+|import\s+|require\(|import\()["']([^"']+)["']/g)].map(
    (match) => match[1] ?? "",
  );
}

/** The program as the engine would load it: index.ts, the providers' entries, and all that they reach. */
function deployed(): Map<string, string[]> {
  const entries = readdirSync(join(ROOT, "components"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("entry.js"))
    .map((file) => join(ROOT, "components", file));
  const reached = new Map<string, string[]>();
  const open = [join(ROOT, "index.ts"), ...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    const modules = namedModules(file);
    reached.set(file, modules);
    for (const module of modules.filter((name) => name.startsWith("."))) {
      const place = resolve(dirname(file), module);
      const found = [`${place}.ts`, `${place}.js`, join(place, "index.ts")].find((candidate) =>
        existsSync(candidate),
      );
      assert.ok(found, `${relative(ROOT, file)} names ${module}, which is not there`);
      open.push(found);
    }
  }
  return reached;
}

describe("house: what a deployment is made of", () => {
  const program = deployed();

  it("reaches nothing of the sandbox, the tests or the commands", () => {
    for (const file of program.keys()) assert.match(relative(ROOT, file), /^(index\.ts|components\/)/);
    assert.ok(program.size > 30, "the walk found the program");
  });

  it("imports sub-modules of @pulumi/aws and @pulumi/command only, which halves the start of a preview", () => {
    for (const [file, modules] of program) {
      for (const module of modules)
        assert.doesNotMatch(module, /^@pulumi\/(aws|command)$/, relative(ROOT, file));
    }
  });

  it("needs only packages that package.json lists as dependencies", () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    for (const [file, modules] of program) {
      for (const module of modules.filter((name) => !/^(\.|node:)/.test(name))) {
        const name = module
          .split("/")
          .slice(0, module.startsWith("@") ? 2 : 1)
          .join("/");
        assert.ok(dependencies[name], `${relative(ROOT, file)} imports ${name}`);
      }
    }
  });

  it("keeps pure files free of Pulumi", () => {
    const pure = [
      "access/trustPolicy",
      "access/s3Permissions",
      "access/trustWords",
      "access/trustWindow",
      "server/ports",
      "server/replacement",
      "accounts/arn",
      "docroot/uri",
      "server/software/version",
      "server/software/minimum",
    ];
    for (const name of [...pure, "docroot/lifecycle", "docroot/hints", "agent/request", "agent/answer"]) {
      const modules = program.get(join(ROOT, "components", `${name}.ts`)) ?? [];
      assert.ok(!modules.some((module) => module.startsWith("@pulumi/")), name);
    }
  });

  it("writes no partition by hand, but in the examples of the settings' hints", () => {
    for (const file of program.keys()) {
      if (file.includes("components/settings/")) continue;
      const code = readFileSync(file, "utf8").replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, "");
      assert.doesNotMatch(code, /arn:aws:/, relative(ROOT, file));
    }
  });

  it("does not type-check at start", () => {
    const { compilerOptions } = JSON.parse(readFileSync(join(ROOT, "tsconfig.json"), "utf8"));
    assert.equal(compilerOptions.noCheck, true);
  });
});
