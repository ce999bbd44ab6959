import assert from "node:assert/strict";
import { licenceVerdict } from "../../../model/software/licence";

describe("software: how a licence stands", () => {
  const on = (day: string, until = "2027-01-31") => licenceVerdict(until, new Date(`${day}T23:30:00Z`));

  it("is told from 30 days before its last one, and from the day after as ended", () => {
    assert.deepEqual(on("2026-12-31"), { is: "good" });
    assert.deepEqual(on("2027-01-01"), { is: "ends soon", until: "2027-01-31", days: 30 });
    assert.deepEqual(on("2027-01-31"), { is: "ends soon", until: "2027-01-31", days: 0 });
    assert.deepEqual(on("2027-02-01"), { is: "ended", until: "2027-01-31", days: -1 });
  });

  it("is not known where the server names no day", () => {
    assert.deepEqual(on("2027-01-31", ""), { is: "not known" });
  });
});
