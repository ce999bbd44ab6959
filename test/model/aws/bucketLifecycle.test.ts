import assert from "node:assert/strict";
import { deletingRules, type LifecycleRule } from "../../../model/aws/bucketLifecycle";

const rule = (more: object): LifecycleRule => ({
  ID: "clean-up",
  Status: "Enabled",
  Filter: { Prefix: "" },
  Expiration: { Days: 30 },
  ...more,
});
const told = (more: object, prefix = "incoming/") => deletingRules([rule(more)], prefix);

describe("aws: rules of a lifecycle that delete", () => {
  it("are told with where and when", () => {
    assert.deepEqual(told({}), ["clean-up: everywhere after 30 days"]);
    assert.deepEqual(told({ Expiration: { Days: 1 } }), ["clean-up: everywhere after 1 day"]);
    const date = { Expiration: { Date: new Date("2027-01-31T00:00:00Z") } };
    assert.deepEqual(told({ ...date, ID: undefined }), ["a rule without a name: everywhere on 2027-01-31"]);
  });

  it("count below our folder, and above it, in every form of the prefix", () => {
    for (const where of [
      { Filter: { Prefix: "incoming/" } },
      { Filter: { And: { Prefix: "incoming/old/", Tags: [] } } },
      { Filter: undefined, Prefix: "inc" },
      { Filter: { Tag: { Key: "x", Value: "y" } } },
    ])
      assert.equal(told(where).length, 1, JSON.stringify(where));
    assert.deepEqual(told({ Filter: { Prefix: "incoming/old/" } }), [
      "clean-up: below incoming/old/ after 30 days",
    ]);
    assert.deepEqual(told({ Filter: { Prefix: "outgoing/" } }), []);
    assert.equal(told({ Filter: { Prefix: "outgoing/" } }, "").length, 1, "the whole bucket is ours");
  });

  it("are none that is off, or deletes no file that is there", () => {
    assert.deepEqual(told({ Status: "Disabled" }), []);
    assert.deepEqual(
      told({ Expiration: undefined, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }),
      [],
    );
    assert.deepEqual(told({ Expiration: { ExpiredObjectDeleteMarker: true } }), []);
  });
});
