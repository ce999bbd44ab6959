import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { codeIn, type Finding, found, messageOf } from "../../model/findings/finding";
import * as registry from "../../program/findings";

type AnyFinding = Finding<unknown>;

const FOLDER = join(__dirname, "../../program/findings");
const FILES = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: group }) =>
    readdirSync(join(FOLDER, group)).map((file) => ({ group, name: basename(file, ".ts") })),
  );

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const OWNERS = ["operator", "server account", "bucket account", "either account"];

/** What must never stand in a message: keys, an external ID's value, a login inside of a URI. */
const SECRET =
  /\b(AKIA|ASIA)[A-Z0-9]{8,}|PRIVATE KEY-|external-id=(?!\((ours|another)\))|:\/\/(?!\(masked\))[^\s/]*@/i;

/** The only finding that a file exports. */
function exportedBy({ group, name }: (typeof FILES)[number]): AnyFinding {
  const exported = require(join(FOLDER, group, name)) as Record<string, AnyFinding>;
  assert.deepEqual(Object.keys(exported), [name]);
  return exported[name] as AnyFinding;
}

describe("the program's findings", () => {
  it("are registered once each, and nothing else is", () => {
    assert.ok(FILES.length > 10, "the walk found the files");
    const lists = Object.values(registry).filter((list) => Array.isArray(list));
    const registered: AnyFinding[] = lists.flat();
    assert.equal(new Set(registered).size, registered.length);
    assert.deepEqual(new Set(registered), new Set(FILES.map(exportedBy)));
  });

  for (const file of FILES) {
    const code = `${file.group}-${kebab(file.name)}`;
    it(`${code} is well-formed`, () => {
      const kind = exportedBy(file);
      assert.equal(kind.code, code);
      const { text, hint, owner } = found(kind, kind.example);
      assert.ok(OWNERS.includes(owner), owner);
      assert.equal(codeIn(messageOf(found(kind, kind.example))), code);
      for (const words of [text, hint]) {
        assert.match(words, /^([a-z0-9`]|(Aspera|AWS|IAM|S3|EC2)\b)/, `starts in lower case: ${words}`);
        assert.doesNotMatch(words, /[.\s]$/, `has no full stop: ${words}`);
        assert.doesNotMatch(words, / {2}|undefined|\[object|null/, words);
      }
      assert.doesNotMatch(text, /\n/, "one line");
      assert.match(kind.meaning, /^[A-Z].*\.$/, "whole sentences");
      for (const words of [text, hint, kind.meaning]) assert.doesNotMatch(words, SECRET);
      for (const words of [text, hint, kind.meaning])
        assert.equal((words.match(/`/g) ?? []).length % 2, 0, `backticks in pairs: ${words}`);
    });
  }
});
