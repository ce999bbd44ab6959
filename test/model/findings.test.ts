import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import fc from "fast-check";
import {
  type AnyFinding,
  codeIn,
  type Found,
  found,
  MODEL_FINDINGS,
  messageOf,
  refusalOf,
} from "../../model/findings";
import { softwareVersionUnknown } from "../../model/findings/server/softwareVersionUnknown";
import { softwareVerdict } from "../../model/software/minimum";

const FOLDER = join(__dirname, "../../model/findings");
const GROUPS = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const FILES = GROUPS.flatMap((group) =>
  readdirSync(join(FOLDER, group)).map((file) => ({ group, name: basename(file, ".ts") })),
);

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The one finding of a file, and that there is only one. */
function exportedBy({ group, name }: (typeof FILES)[number]): AnyFinding {
  const exported = require(join(FOLDER, group, name)) as Record<string, AnyFinding>;
  assert.deepEqual(Object.keys(exported), [name]);
  return exported[name] as AnyFinding;
}

/** What must never stand in a message: keys, private keys, an external ID's value, a login inside of a URI. */
const SECRET =
  /\b(AKIA|ASIA)[A-Z0-9]{8,}|PRIVATE KEY-|external-id=(?!\((ours|another)\))|:\/\/(?!\(masked\))[^\s/]*@|password\s*[=:]\s*\S/i;

const OWNERS = ["operator", "server account", "bucket account", "either account"];

describe("findings: the registry", () => {
  it("holds every file's finding exactly once, and nothing else", () => {
    assert.ok(FILES.length > 40, "the walk found the files");
    assert.deepEqual(GROUPS.sort(), ["docroot", "handover", "link", "server"]);
    const codes = MODEL_FINDINGS.map(({ code }) => code);
    assert.deepEqual([...codes].sort(), FILES.map(({ group, name }) => `${group}-${kebab(name)}`).sort());
    assert.deepEqual(new Set(FILES.map(exportedBy)), new Set(MODEL_FINDINGS));
  });

  it("imports nothing but findings and the model", () => {
    for (const { group, name } of FILES) {
      const text = readFileSync(join(FOLDER, group, `${name}.ts`), "utf8");
      for (const [, module] of text.matchAll(/from "([^"]+)"/g))
        assert.match(module ?? "", /^(\.\.\/)+\w[\w/]*$/);
    }
  });
});

describe("findings: each", () => {
  for (const file of FILES) {
    const code = `${file.group}-${kebab(file.name)}`;
    it(code, () => {
      const kind = exportedBy(file);
      assert.equal(kind.code, code);
      const { text, hint, owner } = found(kind, kind.example);
      assert.ok(OWNERS.includes(owner), owner);
      for (const [what, said] of Object.entries({ text, hint })) {
        // A number is allowed for: a host's address may come first.
        assert.match(said, /^[a-z0-9`]/, `${what} begins in lower case: ${said}`);
        assert.doesNotMatch(said, /[.\s]$/, `${what} has no full stop: ${said}`);
        assert.doesNotMatch(said, / {2}|undefined|\[object|null/, said);
      }
      assert.doesNotMatch(text, /\n/, "one line");
      assert.match(kind.meaning, /\S\.$/, "whole sentences");
      for (const said of [text, hint, kind.meaning]) {
        assert.doesNotMatch(said, /aspera:/, "the name of an argument, never of a key");
        assert.doesNotMatch(said, SECRET);
        assert.equal((said.match(/`/g) ?? []).length % 2, 0, `backticks in pairs: ${said}`);
      }
    });
  }

  it("name the versions that the model compares with", () => {
    const { hint } = found(softwareVersionUnknown, softwareVersionUnknown.example);
    for (const product of ["High-Speed Transfer Server", "Aspera On Demand"]) {
      const verdict = softwareVerdict({ product, version: "1.0.0" });
      assert.ok(verdict.is === "too old" && hint.includes(`${verdict.minimum} or newer`), hint);
    }
  });
});

describe("findings: messages", () => {
  const anyFound: fc.Arbitrary<Found> = fc.record({
    code: fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){1,4}$/),
    owner: fc.constantFrom("operator", "server account", "bucket account", "either account"),
    transient: fc.boolean(),
    unseen: fc.boolean(),
    text: fc.string(),
    hint: fc.string(),
  });

  it("give the code back, whatever they say", () => {
    fc.assert(
      fc.property(anyFound, fc.string(), (one, expected) => {
        assert.equal(codeIn(messageOf(one)), one.code);
        assert.equal(codeIn(refusalOf(expected, one)), one.code);
        assert.equal(codeIn(`${messageOf(one)}\n`), one.code, "as the engine prints it");
      }),
    );
  });

  it("give every registered code back", () => {
    for (const kind of MODEL_FINDINGS) {
      const one = found(kind, kind.example);
      assert.equal(codeIn(messageOf(one)), kind.code);
      assert.match(messageOf(one), /^[^\n]+\nhint: [^\n]/);
      assert.ok(refusalOf("a server that is well", one).endsWith(` [${kind.code}]`));
      assert.ok(refusalOf("a server that is well", one).startsWith("expected a server that is well, got: "));
    }
  });

  it("of somebody else have no code", () => {
    for (const text of [
      "",
      "no such host",
      "see [docs]",
      "[link-list-refused] comes first",
      "hint: x [a_b-c]",
    ])
      assert.equal(codeIn(text), undefined, text);
  });
});
