import assert from "node:assert/strict";
import * as v from "valibot";
import {
  isOptional,
  isSecret,
  itemOf,
  membersOf,
  property,
  secretPaths,
  secretText,
  unwrapped,
} from "../../../model/schema/property";

const login = v.object({
  user: property(v.string(), "Login name."),
  password: secretText("Its password."),
});
const schema = v.object({
  name: property(v.string(), "Name."),
  key: v.optional(secretText("Key.")),
  login: property(login, "Login."),
  other: v.optional(property(login, "Another login.")),
  names: v.optional(property(v.array(v.string()), "Names."), ["a"]),
});

describe("the words of our schemas", () => {
  it("name every secret by its path, optional and nested ones too", () => {
    assert.deepEqual(secretPaths(schema), [["key"], ["login", "password"], ["other", "password"]]);
    assert.deepEqual(secretPaths(v.string()), []);
    assert.deepEqual([isSecret(schema.entries.key), isSecret(schema.entries.other)], [true, false]);
  });

  it("see through what is optional, and through a description", () => {
    const { name, key, login: described, other, names } = schema.entries;
    assert.deepEqual([isOptional(name), isOptional(key), isOptional(other)], [false, true, true]);
    for (const one of [described, other])
      assert.deepEqual(Object.keys(membersOf(one) ?? {}), ["user", "password"]);
    assert.deepEqual([membersOf(name), membersOf(names), itemOf(name)], [undefined, undefined, undefined]);
    assert.equal(itemOf(names)?.type, "string");
    assert.equal(v.getDescription(unwrapped(names)), "Names.");
  });
});
