import assert from "node:assert/strict";
import { Pieces, scannerAlone } from "./pieces";

/** A file with these entries, and groups of the same. */
const file = (...entries: string[]) =>
  `<CONF><aaa><realms><realm><users>${entries.join("\n")}</users><groups>${entries.join("").replaceAll("user>", "group>")}</groups></realm></realms></aaa></CONF>`;
const docroot = (value: string) =>
  `<file_system><access><paths><path><absolute>${value}</absolute></path></paths></access></file_system>`;
const entry = (name: string, inside = docroot("/srv")) => `<user><name>${name}</name>${inside}</user>`;
const nested = (depth: number) => `${"<d>".repeat(depth)}x${"</d>".repeat(depth)}`;

// What is at the border of what the patterns take, or just beyond it.
const BORDERS: [string, string][] = [
  ["the same tags again", file(entry("a"), entry("b"), entry("acme"), entry("c"))],
  [
    "the same tags, other blanks",
    file(entry("a"), entry("\n b\t"), entry("acme").replaceAll("><", ">\r\n<")),
  ],
  ["tags that differ in one letter", file(entry("a", "<x.y>1</x.y>"), entry("acme", "<xzy>1</xzy>"))],
  ["a reference where none was", file(entry("a"), entry("acme", docroot("&amp;&#x41;")))],
  ["a reference between tags", file(entry("a", "<x/> <y/>"), entry("acme", "<x/>&#32;<y/>"))],
  ["no name, then one", file("<user><x/></user>", entry("acme"))],
  ["an empty name", file(entry("a"), entry(""), entry("acme"))],
  ["blanks for a name", file(entry("a"), entry(" \n "), entry("acme"))],
  ["two names", file(entry("acme"), entry("acme", "<name>b</name>"), entry("acme", "<name/>"))],
  ["names further in", file(entry("acme", "<x><name>b</name></x>"), `<user><x><name>b</name></x></user>`)],
  [
    "a name behind",
    file("<user><x>1</x><name>acme</name></user>", "<user><x>1</x><name>b</name><y/></user>"),
  ],
  ["names of other tags", file(entry("acme", "<name2>b</name2><named/><nam>x</nam>"))],
  [
    "names of several words",
    file(entry("a  b"), entry("a\n b\tc"), entry("a\r\nb"), entry("a\rb"), entry("acme")),
  ],
  ["a name with a reference", file(entry("a&amp;b"), entry("ac&#109;e"), entry("acme"))],
  [
    "other elements among users",
    file(entry("a"), "<group><name>x</name></group>", "<name>acme</name>", entry("acme")),
  ],
  [
    "text among users",
    file("stray &amp; text", entry("a"), "&#65;", entry("acme"), "<!-- c -->", entry("b")),
  ],
  ...[8, 9, 10, 11, 30].map((depth): [string, string] => [
    `${depth} levels`,
    `${file(entry("a", nested(depth)), entry("acme"))}`.replace("<CONF>", `<CONF>${nested(depth)}`),
  ]),
  ...[499, 500, 501, 1001].map((count): [string, string] => [
    `${count} side by side`,
    file(entry("a", "<k>v</k>".repeat(count)), entry("acme")).replace(
      "<CONF>",
      `<CONF><r>${"<k/>".repeat(count)}</r>`,
    ),
  ]),
  ...[1000, 1001, 5000].map((count): [string, string] => [
    `${count} references`,
    file(entry("a", `<k>${"&lt;".repeat(count)}</k>`), "&gt;".repeat(count), entry("acme")),
  ]),
  [
    "thirty entries, no two alike",
    file(...Array.from({ length: 30 }, (_, i) => entry(`u${i}`, `<k${i}/>`)), entry("acme")),
  ],
  ["a long entry, twice", file(entry("a", "<k>v</k>".repeat(400)), entry("acme", "<k>v</k>".repeat(400)))],
];

// A well-formed start, and a fault where the patterns have just been at work.
const FAULTS: [string, string][] = [
  ["an end tag of another name", entry("b").replace("</path>", "</paht>")],
  ["an end tag too few", entry("b").replace("</path>", "")],
  ["end tags in another order", entry("b").replace("</path></paths>", "</paths></path>")],
  ["the entry's own end tag", entry("b").replace("</user>", "</group>")],
  ["an & alone", entry("b", docroot("a&b"))],
  ["an unknown entity", entry("b", docroot("&nbsp;"))],
  ["a < alone", entry("b", docroot("a<1"))],
  ["an attribute twice", entry("b", '<x a="1" a="2"/>')],
  ["a name that does not end", "<user><name>b</user>"],
  ["a tag in capitals", entry("b").replace("</path>", "</PATH>")],
  ["a full stop in a tag", entry("b", "<x.y>1</x.y>") + entry("c", "<xzy>1</xay>")],
  ["an & alone between tags", entry("b", "<x>1</x>") + entry("c", "<x>1</x>&")],
  ["an & alone in a text", entry("b", "<x>1</x>") + entry("c", "<x>1&</x>")],
];

describe("agent: plain entries", function () {
  this.timeout(20_000);
  let patterns: Pieces;
  let scanner: Pieces;
  before(() => {
    patterns = new Pieces();
    scanner = new Pieces(scannerAlone);
  });
  after(() => {
    patterns.stop();
    scanner.stop();
  });

  async function asTheScanner(what: string, ...args: string[]): Promise<string[]> {
    const said = await patterns.say(what, ...args);
    assert.deepEqual(said, await scanner.say(what, ...args));
    return said;
  }

  for (const [what, text] of BORDERS) {
    it(`are read as the scanner reads them: ${what}`, async () => {
      const [kind, ...users] = await asTheScanner("docroots", text);
      assert.equal(kind, "docroots", users[0]);
      assert.ok(users.includes("acme"));
      await asTheScanner("edit", text, "acme", "s3://h/b?x=1&y=2");
    });
  }

  for (const [what, fault] of FAULTS) {
    it(`are refused as the scanner refuses them: ${what}`, async () => {
      const text = file(entry("a"), entry("acme"), fault);
      // An edit looks closer at its own user's entry alone.
      const [kind, sentence] = await asTheScanner("edit", text, "acme", "/new");
      assert.equal(kind, "refused");
      assert.match(sentence ?? "", /^aspera.conf is not well-formed at 3:\d+: /);
    });
  }
});
