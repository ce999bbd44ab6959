import assert from "node:assert/strict";
import { Pieces } from "./pieces";

// Every shape of real files: [what, file with « » around what stands for the docroot, docroot read before].
// « and » mark the bytes that the edit may replace; everything else must stay.
const SHAPES: [string, string, string][] = [
  ["plain", conf("<path><absolute>«/old»</absolute></path>"), "/old"],
  [
    "absolute last in path",
    conf("<path><read_allowed>true</read_allowed><absolute>«/old»</absolute></path>"),
    "/old",
  ],
  ["empty absolute", conf("<path><absolute>«»</absolute></path>"), ""],
  ["AS_NULL", conf("<path><absolute>«AS_NULL»</absolute></path>"), ""],
  ["blanks only", conf("<path><absolute>« \n »</absolute></path>"), ""],
  ["blanks around", conf("<path><absolute>«\n /old\n »</absolute></path>"), "/old"],
  ["blanks around CDATA", conf("<path><absolute>«\n<![CDATA[/old]]>\n»</absolute></path>"), "/old"],
  ["AS_NULL in blanks", conf("<path><absolute>«\n AS_NULL\n»</absolute></path>"), ""],
  [
    "a conditional docroot before",
    conf(`<path><absolute peer_ip="10.0.0.7">/theirs</absolute><absolute>«/old»</absolute></path>`),
    "/old",
  ],
  [
    "conditional docroots before and behind, one of them empty",
    conf(
      `<path><absolute peer_ip='10.0.0.7'> /a </absolute><absolute>«/old»</absolute><absolute\n peer_ip = "10.0.0.&#56;"/></path>`,
    ),
    "/old",
  ],
  [
    "entities",
    conf("<path><absolute>«s3://b/?a=1&amp;b=&lt;&gt;&quot;&apos;&#65;&#x42;»</absolute></path>"),
    "s3://b/?a=1&b=<>\"'AB",
  ],
  ["CDATA", conf("<path><absolute>«<![CDATA[s3://b/?a&b<c>]]>»</absolute></path>"), "s3://b/?a&b<c>"],
  [
    "comment inside the value",
    conf("<path><absolute><!-- keep -->«/old»<?pi keep?></absolute></path>"),
    "/old",
  ],
  ["attributes", conf('<path kind="a > b"><absolute >«/old»</absolute ></path>'), "/old"],
  ["CRLF", conf("<path>\n<absolute>«/old»</absolute>\n</path>").replaceAll("\n", "\r\n"), "/old"],
  ["byte-order mark", `\ufeff${conf("<path><absolute>«/old»</absolute></path>")}`, "/old"],
  ["non-ASCII", conf("<!-- Größe 日本 --><path><absolute>«/ört/日本»</absolute></path>"), "/ört/日本"],
  [
    "our text in comments",
    conf(
      "<!-- <user><name>acme</name><absolute>/old</absolute></user> --><path><absolute>«/old»</absolute></path>",
    ),
    "/old",
  ],
  [
    "two file_system, one path",
    conf(
      "</paths></access></file_system><file_system><access><paths><path><absolute>«/old»</absolute></path>",
    ),
    "/old",
  ],
  [
    "no declaration, one line",
    '<CONF version="2"><aaa><realms><realm><users><user><name>acme</name><file_system><access><paths><path><absolute>«/old»</absolute></path></paths></access></file_system></user></users></realm></realms></aaa></CONF>',
    "/old",
  ],
  ["lower-case root", conf("<path><absolute>«/old»</absolute></path>").replaceAll("CONF", "conf"), "/old"],
  ["empty tag", conf("<path><absolute«/»></path>").replace("«/»>", "«/>»"), ""],
];

/** A file with globex before, acme2 and groups behind, and this in acme's <paths>. */
function conf(path: string): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<!-- <CONF> of a test -->
<CONF version="2">
\t<WEB SshPort="33001"/>
    <aaa><realms><realm>
  <users>
    <user><name>acme1</name><file_system><access><paths><path><absolute>/one</absolute></path></paths></access></file_system></user>
    <user>
      <authorization><transfer><in><value>token</value></in></transfer></authorization>
      <file_system><access><paths>${path}</paths></access></file_system>
      <name> acme </name>
    </user>
    <user><name>acm</name><file_system/></user>
  </users>
  <groups><group><name>acme</name><file_system><access><paths><path><absolute>/group</absolute></path></paths></access></file_system></group></groups>
</realm></realms></aaa>
<default><file_system><access><paths><path><absolute>/global</absolute></path></paths></access></file_system></default>
</CONF>
<!-- the end -->
`;
}

const NEW = `s3://b/p?x=1&y="<'>]]>ü`;
const NEW_IN_XML = `s3://b/p?x=1&amp;y="&lt;'&gt;]]&gt;ü`;

describe("agent: shapes of aspera.conf", () => {
  let pieces: Pieces;
  before(() => {
    pieces = new Pieces();
  });
  after(() => pieces.stop());

  for (const [what, marked, value] of SHAPES) {
    it(`changes only the value: ${what}`, async () => {
      const file = marked.replace(/[«»]/g, "");
      const wanted = what === "empty tag" ? `>${NEW_IN_XML}</absolute>` : NEW_IN_XML;
      const [kind, after, before, good, back] = await pieces.say("edit", file, "acme", NEW);
      assert.equal(kind, "edited", `${after}`);
      assert.equal(before, value.replaceAll("\r\n", "\n"));
      assert.equal(
        after,
        marked.replace(/«[\s\S]*»/, () => wanted),
      );
      assert.equal(good, "good");
      assert.equal(back, file, "the opposite edit gives the old bytes");
    });
  }

  const ADDED: [string, string, string, string][] = [
    [
      "nothing but a name, indented by tabs",
      "<CONF>\n\t<aaa>\n\t\t<realms>\n\t\t\t<realm>\n\t\t\t\t<users>\n\t\t\t\t\t<user>\n\t\t\t\t\t\t<name>acme</name>\n\t\t\t\t\t</user>\n\t\t\t\t</users>\n\t\t\t</realm>\n\t\t</realms>\n\t</aaa>\n</CONF>\n",
      "<name>acme</name>",
      "\n\t\t\t\t\t\t<file_system>\n\t\t\t\t\t\t\t<access>\n\t\t\t\t\t\t\t\t<paths>\n\t\t\t\t\t\t\t\t\t<path>\n\t\t\t\t\t\t\t\t\t\t<absolute>/new</absolute>\n\t\t\t\t\t\t\t\t\t</path>\n\t\t\t\t\t\t\t\t</paths>\n\t\t\t\t\t\t\t</access>\n\t\t\t\t\t\t</file_system>",
    ],
    [
      "an empty path on one line",
      "<CONF><aaa><realms><realm><users><user><name>acme</name><file_system><access><paths><path></path></paths></access></file_system></user></users></realm></realms></aaa></CONF>",
      "<path>",
      "<absolute>/new</absolute>",
    ],
    [
      "a path with rights, CRLF",
      "<CONF>\r\n<aaa><realms><realm><users><user><name>acme</name><file_system><access><paths>\r\n  <path>\r\n    <read_allowed>true</read_allowed>\r\n  </path>\r\n</paths></access></file_system></user></users></realm></realms></aaa></CONF>",
      "<read_allowed>true</read_allowed>",
      "\r\n    <absolute>/new</absolute>",
    ],
    [
      "no users at all",
      "<CONF>\n  <server>\n    <server_name>x</server_name>\n  </server>\n</CONF>\n",
      "</server>",
      "\n  <aaa>\n    <realms>\n      <realm>\n        <users>\n          <user>\n            <name>acme</name>\n            <file_system>\n              <access>\n                <paths>\n                  <path>\n                    <absolute>/new</absolute>\n                  </path>\n                </paths>\n              </access>\n            </file_system>\n          </user>\n        </users>\n      </realm>\n    </realms>\n  </aaa>",
    ],
    [
      "a docroot for one address alone",
      '<CONF><aaa><realms><realm><users><user><name>acme</name><file_system><access><paths><path><absolute peer_ip="10.0.0.7">s3://theirs</absolute></path></paths></access></file_system></user></users></realm></realms></aaa></CONF>',
      '<absolute peer_ip="10.0.0.7">s3://theirs</absolute>',
      "<absolute>/new</absolute>",
    ],
    [
      "another user, one line",
      "<CONF><aaa><realms><realm><users><user><name>globex</name></user></users></realm></realms></aaa></CONF>",
      "</user>",
      "<user><name>acme</name><file_system><access><paths><path><absolute>/new</absolute></path></paths></access></file_system></user>",
    ],
  ];
  for (const [what, file, behind, added] of ADDED) {
    it(`adds what is missing, in the file's own manner: ${what}`, async () => {
      const [kind, after, before, good, back] = await pieces.say("edit", file, "acme", "/new");
      assert.equal(kind, "edited", `${after}`);
      assert.equal(before, "");
      assert.equal(
        after,
        file.replace(behind, () => behind + added),
      );
      assert.equal(good, "good");
      assert.equal(back, file);
    });
  }

  it("opens empty tags: <path/>, <users/>, <CONF/>", async () => {
    for (const file of [
      conf("<path/>"),
      conf("").replace("<paths></paths>", "<paths />"),
      "<CONF><aaa><realms><realm><users/></realm></realms></aaa></CONF>",
      "<CONF/>",
      "<CONF></CONF>\n",
    ]) {
      const [kind, after, , good, back] = await pieces.say("edit", file, "acme", "/new");
      assert.deepEqual([kind, good, back], ["edited", "good", file], `${after}`);
    }
  });

  const REFUSED: [string, string, RegExp][] = [
    [
      "several paths",
      conf("<path/>\n<path><absolute>/a</absolute></path>"),
      /^aspera.conf has 2 <path> elements for this user, at 10:35, 11:1$/,
    ],
    [
      "several absolutes",
      conf("<path><absolute>/a</absolute><absolute>/b</absolute></path>"),
      /2 <absolute> elements for this user, at 10:41/,
    ],
    [
      "several absolutes beside a conditional one",
      conf(
        '<path><absolute>/a</absolute><absolute peer_ip="::1">/c</absolute><absolute>/b</absolute></path>',
      ),
      /2 <absolute> elements for this user, at 10:41, 10:101$/,
    ],
    [
      "two docroots for one address",
      conf(
        '<path><absolute peer_ip="FE80::7">/a</absolute><absolute peer_ip="fe80::7 ">/b</absolute></path>',
      ),
      /2 <absolute> elements for this user and one client address, at 10:41/,
    ],
    ...["lang='x'", 'peer_ip=""', 'peer_ip="10.0.0.7" user="x"', 'Peer_ip="10.0.0.7"', 'peer_ip="a b"'].map(
      (attribute): [string, string, RegExp] => [
        `a docroot with ${attribute}`,
        conf(`<path><absolute ${attribute}>/a</absolute></path>`),
        /^the docroot at 10:41 of aspera.conf has an attribute whose effect is not known$/,
      ],
    ),
    ["two ways for a new docroot", conf("</paths><paths>"), /2 <paths> elements/],
    [
      "the user twice",
      conf("<path/>").replace("<name>acm<", "<name>acme<"),
      /2 <user> entries for this user, at 8:5, 13:5$/,
    ],
    [
      "own restriction",
      conf("<path><absolute/><restrictions><restriction>file:////*</restriction></restrictions></path>"),
      /file restriction at 10:66 of/,
    ],
    [
      "elements in the docroot",
      conf("<path><absolute>/a<b/></absolute></path>"),
      /the docroot at 10:41 of aspera.conf holds other elements/,
    ],
    [
      "DOCTYPE",
      conf("<path/>").replace("<CONF v", '<!DOCTYPE CONF [<!ENTITY x "y">]>\n<CONF v'),
      /not well-formed at 3:1: a DOCTYPE/,
    ],
    [
      "wrong end tag",
      conf("<path></paths></path>"),
      /not well-formed at 10:41: an end tag that does not fit/,
    ],
    ["end in the middle", conf("<path/>").slice(0, 500), /not well-formed at \d+:\d+: /],
    ["empty file", "", /not well-formed at 1:1: no element starts here/],
    [
      "bare &",
      conf("<path><absolute>a&b</absolute></path>"),
      /not well-formed at 10:52: an & that starts no known entity/,
    ],
    ["unknown entity", conf("<path><absolute>&x;</absolute></path>"), /an & that starts no known entity/],
    ["bare <", conf("<path>a < b</path>"), /a < that starts no element/],
    ["open comment", conf("<path><!-- a</path>").replace(/-->\n$/, ""), /a comment that does not end/],
    ["attribute twice", conf('<path a="1" a="2"/>'), /an attribute is given twice/],
    ["control character", conf("<path>\u0001</path>"), /not well-formed at 10:41: a control character/],
    ["two roots", "<CONF/><CONF/>", /something follows the outermost element/],
    ["another root", "<html/>", /its outermost element is not CONF/],
    ["UTF-16", "\ufeff<\u0000C\u0000", /encoding|control|no element/],
    [
      "a reference to no character",
      conf("<path><absolute>&#0;</absolute></path>"),
      /a reference to no character/,
    ],
  ];
  for (const [what, file, sentence] of REFUSED) {
    it(`refuses, and says where but not what: ${what}`, async () => {
      const [kind, said] = await pieces.say("edit", file, "acme", "/new");
      assert.equal(kind, "refused", said);
      assert.match(said ?? "", sentence);
      assert.doesNotMatch(said ?? "", /file:|\/a\b/);
    });
  }

  it("does not write non-ASCII into a file of another encoding", async () => {
    const latin = conf("<path><absolute>/old</absolute></path>").replace("UTF-8", "ISO-8859-1");
    assert.equal((await pieces.say("edit", latin, "acme", "/ü"))[0], "refused");
    assert.equal((await pieces.say("edit", latin, "acme", "/u"))[0], "edited");
  });

  it("reads the Node API address from <server>", async () => {
    const at = async (server: string) => (await pieces.say("addresses", `<CONF>${server}</CONF>`)).slice(1);
    assert.deepEqual(await at(""), ["https://127.0.0.1:9092/ping"]);
    assert.deepEqual(await at("<server><enable_http>true</enable_http></server>"), [
      "https://127.0.0.1:9092/ping",
      "http://127.0.0.1:9091/ping",
    ]);
    assert.deepEqual(
      await at(
        "<server><enable_https>false</enable_https><http_port> 80 </http_port><enable_http>yes</enable_http><listen>10.0.0.5</listen></server>",
      ),
      ["http://10.0.0.5:80/ping"],
    );
    assert.deepEqual(await at("<server><listen>$(reboot)</listen><https_port>9x</https_port></server>"), [
      "https://127.0.0.1:9092/ping",
    ]);
  });
});
