import assert from "node:assert/strict";
import fc from "fast-check";
import { type PropertyPath, withoutSecretMarks, withSecretMarks } from "../../../provider/protocol/secrets";
import { isRecord, type Properties } from "../../../provider/protocol/wire";
import { secret } from "../../mocks/resources";

/** Few names, so that paths often meet; one looks like a list's index. */
const NAMES = ["a", "b", "c", "0", "value"];

/** A name as often as not, and the step of a list. */
const name = fc.constantFrom(...NAMES);
const path: fc.Arbitrary<PropertyPath> = fc.array(name, { minLength: 1, maxLength: 4 });
const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean());

const { plain, marked } = fc.letrec<{ plain: unknown; marked: unknown }>((tie) => {
  const tree = (inner: fc.Arbitrary<unknown>) =>
    fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      fc.constant(null),
      fc.array(inner, { maxLength: 3 }),
      fc.dictionary(name, inner, { maxKeys: 3, noNullPrototype: true }),
    );
  return {
    plain: tree(tie("plain")),
    // Nothing is inside of a secret, and `null` is none: what the engine sends, and what marks are put on.
    marked: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      tree(tie("marked")),
      tie("plain")
        .filter((value) => value !== null)
        .map(secret),
    ),
  };
});
const properties = fc.dictionary(name, plain, {
  maxKeys: 4,
  noNullPrototype: true,
}) as fc.Arbitrary<Properties>;
const markedProperties = fc.dictionary(name, marked, {
  maxKeys: 4,
  noNullPrototype: true,
}) as fc.Arbitrary<Properties>;

/** What a path leads to; undefined for nothing, and for `null`, which has nothing to hide. */
function lookedUp(value: unknown, [step, ...rest]: PropertyPath): unknown {
  if (step === undefined) return value ?? undefined;
  if (Array.isArray(value) ? /^\d+$/.test(step) : isRecord(value))
    return Object.hasOwn(value as object, step) ? lookedUp((value as Properties)[step], rest) : undefined;
  return undefined;
}

const beginsWith = (whole: PropertyPath, start: PropertyPath) =>
  start.length < whole.length && start.every((step, index) => whole[index] === step);

const text = (paths: readonly PropertyPath[]) => [...new Set(paths.map((one) => JSON.stringify(one)))].sort();

describe("provider: secret marks", () => {
  it("are back where they were, after they were taken off", () => {
    fc.assert(
      fc.property(markedProperties, (given) => {
        const unmarked = withoutSecretMarks(given);
        assert.deepEqual(withSecretMarks(unmarked.properties, unmarked.secrets), given);
      }),
      { numRuns: 500 },
    );
  });

  it("leave no mark behind, at any depth", () => {
    fc.assert(
      fc.property(markedProperties, (given) => {
        const again = withoutSecretMarks(withoutSecretMarks(given).properties);
        assert.deepEqual(again.secrets, []);
      }),
    );
  });

  it("change nothing of what is marked, and are found again at every path that leads somewhere", () => {
    fc.assert(
      fc.property(properties, fc.array(path, { maxLength: 5 }), (given, paths) => {
        const there = paths.filter((one) => lookedUp(given, one) !== undefined);
        const outermost = there.filter((one) => !there.some((other) => beginsWith(one, other)));
        const unmarked = withoutSecretMarks(withSecretMarks(given, paths));
        assert.deepEqual(unmarked.properties, given);
        assert.deepEqual(text(unmarked.secrets), text(outermost));
      }),
      { numRuns: 500 },
    );
  });

  it("do nothing on a path that leads nowhere", () => {
    const given = { a: { b: "x" }, list: [{ a: 1 }], none: null };
    for (const nowhere of [
      ["b"],
      ["a", "c"],
      ["a", "b", "c"],
      ["a", "b", "0"],
      ["list", "1"],
      ["list", "0", "b"],
      ["list", "length"],
      ["none"],
      ["none", "a"],
      ["a", "toString"],
    ])
      assert.deepEqual(withSecretMarks(given, [nowhere]), given, nowhere.join("."));
    assert.deepEqual(withSecretMarks(given, []), given);
  });

  it("are set on members, on members of list items, and on empty text", () => {
    const given = {
      connection: { privateKey: "KEY", host: "h" },
      users: [{ password: "" }, { password: "p" }],
    };
    assert.deepEqual(
      withSecretMarks(given, [
        ["connection", "privateKey"],
        ["users", "0", "password"],
        ["users", "1", "password"],
      ]),
      {
        connection: { privateKey: secret("KEY"), host: "h" },
        users: [{ password: secret("") }, { password: secret("p") }],
      },
    );
  });

  it("inside of another secret are hidden with it", () => {
    const given = { connection: secret({ privateKey: secret("KEY"), host: "h" }) };
    const { properties: clear, secrets } = withoutSecretMarks(given);
    assert.deepEqual(clear, { connection: { privateKey: "KEY", host: "h" } });
    assert.deepEqual(text(secrets), text([["connection"], ["connection", "privateKey"]]));
    assert.deepEqual(withSecretMarks(clear, secrets), {
      connection: secret({ privateKey: "KEY", host: "h" }),
    });
  });

  it("are no other value that the engine wraps", () => {
    const [signature = ""] = Object.keys(secret(0) as object);
    const asset = { [signature]: "c44067f5952c0a294b673a41bacd8c17", text: "t" };
    assert.deepEqual(withoutSecretMarks({ asset }), { properties: { asset }, secrets: [] });
  });

  it("do not change what they are given", () => {
    const given = { a: secret("x"), b: [{ c: "y" }] };
    const before = structuredClone(given);
    withoutSecretMarks(given);
    withSecretMarks(given, [["b", "0", "c"]]);
    assert.deepEqual(given, before);
  });
});
