import assert from "node:assert/strict";
import { checkInputs } from "../../../provider/protocol/check";
import { inputsFrom, plannedOutputs } from "../../../provider/protocol/derive";
import { differences } from "../../../provider/protocol/diff";
import type { ResourceHandler } from "../../../provider/protocol/handler";
import { type Properties, UNKNOWN } from "../../../provider/protocol/wire";

const never = () => Promise.reject(new Error("not asked for"));
const handler: ResourceHandler<object> = {
  inputs: {
    name: { required: true, replaces: true },
    note: {},
    size: { default: 3600 },
    policy: { kind: "json" },
    names: { kind: "set" },
    list: {},
    tags: {},
    subnet: { optionalComputed: true, replaces: true },
  },
  computed: ["arn"],
  create: never,
  update: never,
  delete: never,
};
const changes = (olds: Properties, news: Properties) => differences(handler, olds, news);

describe("provider: the protocol's diff", () => {
  it("finds nothing between equals, defaults, equivalent JSON, and sets in another order", () => {
    const olds = { name: "a", policy: '{"Action":["a"]}', names: ["x", "y"], tags: { k: "v" } };
    const news = { name: "a", size: 3600, policy: '{"Action":"a"}', names: ["y", "x"], tags: { k: "v" } };
    assert.deepEqual(changes(olds, news), { paths: {}, properties: [], replaces: [] });
  });

  it("says how each path differs", () => {
    const olds = {
      name: "a",
      size: 1,
      names: ["x", "y"],
      list: [1, 2],
      tags: { kept: "1", gone: "1", "a.b": "1" },
    };
    const news = {
      name: "a",
      note: "new",
      names: ["y"],
      list: [1, 3, 4],
      tags: { kept: "2", added: "1", "a.b": "2" },
    };
    assert.deepEqual(changes(olds, news).paths, {
      note: "add",
      size: "update",
      "names[0]": "delete",
      "list[1]": "update",
      "list[2]": "add",
      "tags.kept": "update",
      "tags.gone": "delete",
      "tags.added": "add",
      'tags["a.b"]': "update",
    });
  });

  it("names what makes a new resource", () => {
    assert.deepEqual(changes({ name: "a", note: "1" }, { name: "b", note: "2" }).replaces, ["name"]);
  });

  it("leaves alone what AWS filled in, or keeps when the program drops it", () => {
    assert.deepEqual(changes({ name: "a", subnet: "s-1" }, { name: "a" }).properties, []);
    assert.deepEqual(changes({ name: "a", subnet: "s-1" }, { name: "a", subnet: "s-2" }).replaces, [
      "subnet",
    ]);
  });

  it("takes an unknown for a change", () => {
    assert.deepEqual(changes({ name: "a", policy: "{}" }, { name: "a", policy: UNKNOWN }).paths, {
      policy: "update",
    });
    assert.deepEqual(changes({ names: ["a"] }, { names: [UNKNOWN] }).paths, { names: "update" });
  });
});

describe("provider: the protocol's check", () => {
  const check = (news: Properties) => checkInputs("the plugin", "aws:iam/role:Role", handler, news, {});

  it("refuses a property it does not know, by name, and says what it knows", () => {
    const { failures } = check({ name: "a", namePrefix: "b" });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["namePrefix"],
    );
    assert.match(
      failures[0]?.reason ?? "",
      /^the plugin does not know property namePrefix of aws:iam\/role:Role; it knows name, /,
    );
  });

  it("refuses what is missing or empty, but not what is unknown", () => {
    assert.match(check({}).failures[0]?.reason ?? "", /needs property name/);
    assert.match(check({ name: "" }).failures[0]?.reason ?? "", /needs property name/);
    assert.deepEqual(check({ name: UNKNOWN }).failures, []);
  });

  it("refuses a document that is none", () => {
    assert.match(
      check({ name: "a", policy: "no" }).failures[0]?.reason ?? "",
      /policy of .* is not a JSON document/,
    );
  });

  it("fills in defaults and turns documents into text", () => {
    assert.deepEqual(check({ name: "a", policy: { a: 1 } }).inputs, {
      name: "a",
      size: 3600,
      policy: '{"a":1}',
    });
  });
});

describe("provider: inputs from outputs", () => {
  const from = (inputs: Properties, outputs: Properties) =>
    inputsFrom(handler, { id: "a", inputs, outputs: {} }, outputs);

  it("have what somebody else added or took away, and not what nobody set", () => {
    assert.deepEqual(
      from({ name: "a", size: 3600 }, { name: "a", size: 3600, note: "", tags: {}, arn: "arn" }),
      {
        name: "a",
        size: 3600,
      },
    );
    assert.deepEqual(from({ name: "a", size: 3600 }, { name: "a", size: 7200, note: "by hand" }), {
      name: "a",
      size: 7200,
      note: "by hand",
    });
    assert.deepEqual(from({ name: "a", note: "ours", size: 1 }, { name: "a", note: "", size: 3600 }), {
      name: "a",
      note: "",
      size: 3600,
    });
  });

  it("are what a program would have to write, for an import", () => {
    assert.deepEqual(from({}, { name: "a", size: 3600, note: "n", tags: { k: "v" }, arn: "arn" }), {
      name: "a",
      size: 3600,
      note: "n",
      tags: { k: "v" },
    });
  });
});

describe("provider: outputs of a preview", () => {
  it("are unknown where only AWS can say, and as they were once it has said", () => {
    assert.deepEqual(plannedOutputs(handler, { name: "a" }), { name: "a", arn: UNKNOWN });
    const saved = { id: "a", inputs: {}, outputs: { name: "a", note: "old", arn: "arn:1" } };
    assert.deepEqual(plannedOutputs(handler, { name: "a" }, saved), { name: "a", arn: "arn:1" });
  });
});
