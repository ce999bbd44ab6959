import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const ROOT = resolve(__dirname, "..");

/** The floors of the house, the lowest first: a file may use what is on its own floor, or below. */
const FLOORS = [
  "model",
  "provider",
  "components",
  "program",
  "index.ts",
  "policy",
  "commandLine",
  "commands",
];

/** Beside the house, and used by nothing in it: what the demo and the tests run against, and what keeps the repository. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  sandbox: ["sandbox", "commandLine", "model", "provider"],
  tools: ["tools", "sandbox", "test", ...FLOORS],
};

/** Folders that are rooms of their own although they lie inside another room. */
const INNER_ROOMS = /^program\/settings\/[a-z]+(?=\/)/;

/** Modules that a file loads, types included: an arrow is an arrow. */
function namedModules(file: string): string[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/(?:from\s+|import\s+|require\(|import\()["']([^"']+)["']/g)].map(
    (match) => match[1] ?? "",
  );
}

function sourcesOf(place: string): string[] {
  const path = join(ROOT, place);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [place];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|js)$/.test(name))
    .map((name) => join(place, name));
}

/** The file that a relative module means, from the root; undefined for a package. */
function target(file: string, module: string): string | undefined {
  if (!module.startsWith(".")) return undefined;
  const place = resolve(ROOT, dirname(file), module);
  const found = [`${place}.ts`, `${place}.js`, join(place, "index.ts"), place].find(
    (candidate) => existsSync(candidate) && statSync(candidate).isFile(),
  );
  assert.ok(found, `${file} names ${module}, which is not there`);
  return relative(ROOT, found);
}

const floorOf = (file: string) => file.split("/")[0] ?? file;
const roomOf = (file: string) =>
  INNER_ROOMS.exec(file)?.[0] ?? file.split("/").slice(0, -1).slice(0, 2).join("/");

interface Arrow {
  readonly from: string;
  readonly to: string;
}

const FILES = [...FLOORS, ...Object.keys(BESIDE)].flatMap(sourcesOf);
const ARROWS: readonly Arrow[] = FILES.flatMap((from) =>
  namedModules(join(ROOT, from)).flatMap((module) => {
    const to = target(from, module);
    return to && to !== "package.json" ? [{ from, to }] : [];
  }),
);

describe("house: floors and rooms", () => {
  it("was walked", () => assert.ok(ARROWS.length > 500, `${ARROWS.length} arrows`));

  it("has no arrow that runs back up", () => {
    for (const { from, to } of ARROWS) {
      const [floor, below] = [floorOf(from), floorOf(to)];
      const allowed = BESIDE[floor] ?? FLOORS.slice(0, FLOORS.indexOf(floor) + 1);
      assert.ok(allowed.includes(below), `${from} imports ${to}`);
    }
  });

  it("has policies that know the model alone, for they run over anybody's stack", () => {
    for (const { from, to } of ARROWS.filter((arrow) => floorOf(arrow.from) === "policy"))
      assert.ok(["policy", "model"].includes(floorOf(to)), `${from} imports ${to}`);
  });

  it("has one way to read arguments and to give help, which knows no command", () => {
    for (const { from, to } of ARROWS.filter((arrow) => floorOf(arrow.from) === "commandLine"))
      assert.ok(["commandLine", "model"].includes(floorOf(to)), `${from} imports ${to}`);
  });

  it("has no two rooms that import each other, directly or round a corner", () => {
    const next = new Map<string, Set<string>>();
    for (const { from, to } of ARROWS) {
      const [room, other] = [roomOf(from), roomOf(to)];
      if (room !== other) next.set(room, (next.get(room) ?? new Set()).add(other));
    }
    const done = new Set<string>();
    const visit = (room: string, way: readonly string[]) => {
      assert.ok(!way.includes(room), `a circle: ${[...way, room].join(" > ")}`);
      if (done.has(room)) return;
      for (const other of next.get(room) ?? []) visit(other, [...way, room]);
      done.add(room);
    };
    for (const room of next.keys()) visit(room, []);
  });

  it("keeps Pulumi, files and the network out of the model", () => {
    const allowed = /^(\.|valibot$|node:(crypto|net|util)$)/;
    for (const file of sourcesOf("model"))
      for (const module of namedModules(join(ROOT, file))) assert.match(module, allowed, file);
  });

  it("names configuration keys in the program and its commands only", () => {
    for (const file of ["model", "provider", "components"].flatMap(sourcesOf)) {
      const named =
        readFileSync(join(ROOT, file), "utf8").match(/aspera:(?!index:|components:)[a-z]\w*/gi) ?? [];
      assert.deepEqual(named, [], file);
    }
  });

  it("writes no partition by hand, but in examples", () => {
    for (const file of ["index.ts", "model", "provider", "components", "program"].flatMap(sourcesOf)) {
      if (/^program\/settings\/schema\//.test(file)) continue;
      const code = readFileSync(join(ROOT, file), "utf8")
        .replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, "")
        .replace(/^ {2}example: [\s\S]*?^\}\);$/gm, "");
      assert.doesNotMatch(code, /arn:aws:/, file);
    }
  });
});

describe("house: what a deployment is made of", () => {
  const deployed = FILES.filter((file) => /^(index\.ts|model|provider|components|program)/.test(file));
  const entries: [string, string[]][] = deployed.map((file) => [file, namedModules(join(ROOT, file))]);

  it("imports sub-modules of @pulumi/aws and @pulumi/command only, which halves the start of a preview", () => {
    const typesOnly = (file: string) =>
      readFileSync(join(ROOT, file), "utf8").includes('import type { types } from "@pulumi/command"');
    for (const [file, modules] of entries)
      for (const module of modules)
        if (!typesOnly(file)) assert.doesNotMatch(module, /^@pulumi\/(aws|command)$/, file);
  });

  it("starts the plugin without Pulumi's SDK, which takes half a second: its protocol files alone", () => {
    for (const [file, modules] of entries) {
      if (!file.startsWith("provider/")) continue;
      for (const module of modules) assert.doesNotMatch(module, /^@pulumi\/(?!pulumi\/proto\/)/, file);
    }
  });

  it("needs only packages that package.json lists for its users", () => {
    const { dependencies, peerDependencies, devDependencies } = JSON.parse(
      readFileSync(join(ROOT, "package.json"), "utf8"),
    );
    const library = { ...dependencies, ...peerDependencies };
    for (const [file, modules] of entries) {
      // The library is packed; the program runs from a checkout, where everything is installed.
      const listed = /^(model|provider|components)\//.test(file)
        ? library
        : { ...library, ...devDependencies };
      for (const module of modules.filter((name) => !/^(\.|node:)/.test(name))) {
        const parts = module.split("/").slice(0, module.startsWith("@") ? 2 : 1);
        if (parts[0] === "typescript" && file === "provider/loadTypescript.js") continue; // Not in the package.
        assert.ok(listed[parts.join("/")], `${file} imports ${module}`);
      }
    }
  });

  it("does not type-check at start", () => {
    const { compilerOptions } = JSON.parse(readFileSync(join(ROOT, "tsconfig.json"), "utf8"));
    assert.equal(compilerOptions.noCheck, true);
  });

  it("has a program that can be read aloud", () => {
    assert.ok(readFileSync(join(ROOT, "index.ts"), "utf8").split("\n").length <= 80);
  });
});
