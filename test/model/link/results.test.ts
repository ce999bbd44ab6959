import assert from "node:assert/strict";
import { LINK_OPERATIONS, type LinkOperations, operationsOf, remembered } from "../../../model/link/results";
import { OWN_OBJECT, STANDS } from "./facts";

const QUIET = operationsOf({ ...STANDS, without: "not asked", wrong: "not asked", outside: "not asked" });
const FULL = operationsOf({ ...STANDS, ...OWN_OBJECT });

describe("link: the result of each operation", () => {
  it("is verified for each that ended as it must, and not asked for the others", () => {
    assert.deepEqual(FULL, Object.fromEntries(LINK_OPERATIONS.map((name) => [name, "verified"])));
    assert.deepEqual(QUIET, {
      read: "not asked",
      write: "verified",
      list: "verified",
      delete: "not asked",
      refusedWithoutExternalId: "not asked",
      refusedWithWrongExternalId: "not asked",
    });
  });

  for (const [seen, expected] of [
    [{ get: "refused" }, { read: "refused" }],
    [{ get: "other: HTTP 200 with another content" }, { read: "not proven" }],
    [{ upload: "refused", abort: "not asked" }, { write: "refused" }],
    [{ abort: "refused" }, { write: "refused" }],
    [{ put: "refused" }, { write: "refused" }],
    [{ upload: "unreachable: no answer in time", abort: "not asked" }, { write: "not proven" }],
    [{ list: "refused" }, { list: "refused" }],
    [{ delete: "refused" }, { delete: "refused" }],
    [{ removed: "other: HTTP 503" }, { delete: "not proven" }],
    [{ without: "done" }, { refusedWithoutExternalId: "open" }],
    [{ wrong: "done" }, { refusedWithWrongExternalId: "open" }],
    [{ wrong: "other: HTTP 400 ValidationError" }, { refusedWithWrongExternalId: "not proven" }],
  ] as const) {
    it(`${JSON.stringify(seen)} changes its own result and no other`, () => {
      assert.deepEqual(operationsOf({ ...STANDS, ...OWN_OBJECT, ...seen }), { ...FULL, ...expected });
    });
  }

  it("is remembered where a quiet proof of a link that stands did not ask, and nowhere else", () => {
    assert.deepEqual(remembered(FULL, QUIET, true), FULL);
    assert.deepEqual(remembered(undefined, QUIET, true), QUIET);
    assert.deepEqual(
      remembered(FULL, QUIET, false),
      QUIET,
      "beside a finding nothing is claimed from memory",
    );
    const worse: LinkOperations = { ...QUIET, list: "refused" };
    assert.equal(remembered(FULL, worse, true).list, "refused");
  });
});
