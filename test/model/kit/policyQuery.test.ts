import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { HIDDEN, kitRights, kitTrust } from "../../../model/kit/documents";
import { policyQuery } from "../../../model/kit/policyQuery";
import { kitTools } from "../../../sandbox/kitTools/kitTools";
import { EXTERNAL_ID, KIT, KITS } from "./facts";

/** The AWS CLI's own JMESPath, which customers ask with. */
const PROGRAM = `
import json, sys, jmespath
from jmespath.exceptions import JMESPathError
for query, document in json.load(sys.stdin):
    try: answer = jmespath.search(query, document)
    except JMESPathError as error: answer = "error: %s" % error
    print(json.dumps(answer))
`;

type Case = readonly [query: string, document: unknown];
type Loose = Record<string, unknown>;

describe("kit: the question whether a policy says what it should", function () {
  this.timeout(1_800_000);
  let python: string;
  before(async () => {
    python = join(await kitTools(() => {}), "python");
  });
  const answers = (cases: readonly Case[]): unknown[] => {
    const said = execFileSync(python, ["-c", PROGRAM], { input: JSON.stringify(cases), encoding: "utf8" });
    return said
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  };
  const rights = kitRights(KIT);
  const trust = policyQuery(kitTrust(KIT, HIDDEN), HIDDEN);

  it("is answered yes for every kit's own documents, with the external ID that is there", () => {
    const kits = Object.values(KITS);
    assert.deepEqual(
      answers(kits.map((kit) => [policyQuery(kitRights(kit)), kitRights(kit)])),
      kits.map(() => true),
    );
    assert.deepEqual(
      answers(kits.map((kit) => [policyQuery(kitTrust(kit, HIDDEN), HIDDEN), kitTrust(kit, EXTERNAL_ID)])),
      kits.map(() => `=${EXTERNAL_ID}`),
    );
    assert.doesNotMatch(trust, new RegExp(EXTERNAL_ID));
  });

  it("does not mind in what order IAM gives members and lists, nor a list of one as its value", () => {
    const turned = turn(rights) as object;
    assert.notEqual(JSON.stringify(turned), JSON.stringify(rights));
    assert.deepEqual(
      answers([
        [policyQuery(rights), turned],
        [trust, turn(kitTrust(KIT, EXTERNAL_ID))],
      ]),
      [true, `=${EXTERNAL_ID}`],
    );
  });

  it("tells other external IDs, and more than one", () => {
    const two = structuredClone(kitTrust(KIT, "one")) as unknown as { Statement: Loose[] };
    (two.Statement[0] as Loose).Condition = { StringEquals: { "sts:ExternalId": ["one", "two"] } };
    assert.deepEqual(
      answers([
        [trust, kitTrust(KIT, "another")],
        [trust, two],
      ]),
      ["=another", "=one|two"],
    );
  });

  it("is answered no, and never with an error, for a document that differs anywhere", () => {
    const changed = Object.values(KITS).flatMap((kit) => [
      ...changes(kitRights(kit)).map((document): Case => [policyQuery(kitRights(kit)), document]),
      ...changes(kitTrust(kit, HIDDEN), HIDDEN).map(
        (document): Case => [policyQuery(kitTrust(kit, HIDDEN), HIDDEN), document],
      ),
    ]);
    assert.ok(changed.length > 500, `${changed.length} documents`);
    answers(changed).forEach((answer, at) => {
      assert.equal(answer, false, JSON.stringify(changed[at]?.[1]));
    });
  });

  it("takes any text as it is", () => {
    const documents = fc.sample(
      fc.record({
        Statement: fc.array(
          fc.record({ Sid: fc.string({ unit: "grapheme" }), "a:b`c": fc.array(fc.string()) }),
        ),
      }),
      { numRuns: 300, seed: 1 },
    );
    const cases = documents.map((document): Case => [policyQuery(document), document]);
    for (const [at, answer] of answers(cases).entries())
      assert.equal(answer, true, JSON.stringify(cases[at]));
  });
});

/** The same policy in another form: members and lists reversed, lists of one as values. Statements keep their order. */
function turn(value: unknown): unknown {
  if (Array.isArray(value)) {
    if (value.some((item) => typeof item === "object")) return value.map(turn);
    return value.length === 1 ? value[0] : [...value].reverse();
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turn(inner)]),
  );
}

/** Every document that differs in one place: a member more, one less, another or a further value. */
function changes(document: unknown, hidden?: string): unknown[] {
  if (Array.isArray(document)) {
    if (!document.some((item) => typeof item === "object"))
      return document.includes(hidden) ? [] : [[...document, "x"], document.map(() => "x"), "x", []];
    return [
      [...document, { Sid: "More", Effect: "Allow", Action: "*", Resource: "*" }],
      document.slice(1),
      document[0],
      ...document.flatMap((item, at) =>
        changes(item, hidden).map((other) => document.map((same, place) => (place === at ? other : same))),
      ),
    ];
  }
  if (typeof document !== "object" || document === null) return [`${document}x`, [document, "x"], "*"];
  const members = Object.entries(document);
  return [
    { ...document, NotAction: "x" },
    "x",
    [],
    ...members.map(([key]) => Object.fromEntries(members.filter(([other]) => other !== key))),
    ...members.flatMap(([key, value]) =>
      changes(value, hidden).map((other) => ({ ...document, [key]: other })),
    ),
  ];
}
