import assert from "node:assert/strict";
import { figureTable, ratios } from "../../bench/figure";

describe("bench: the table", () => {
  const rowOf = (figure: Parameters<typeof figureTable>[0][number]) =>
    (figureTable([figure]).split("\n").at(-2) ?? "")
      .split("│")
      .slice(1, -1)
      .map((cell) => cell.trim());

  it("shows medians, counts, and the spread of ratios that were made round by round", () => {
    const wall = [2600, 2500, 2700];
    const compared = { to: "an empty program", wall: ratios(wall, [2000, 2000, 3000]) };
    assert.deepEqual(
      rowOf({ what: "ours", wall, processor: [1900, 1800, 1999], counts: "4 plugins", compared }),
      [...["ours", "2.6 s", "1900 ms", "", "4 plugins", "an empty program", "1.25 (0.90-1.30)", "", ""]],
    );
  });

  it("says whether a goal was met, as the figure reads, and of which column it was missed", () => {
    const goal = (wall: number, processor: number) =>
      rowOf({
        what: "",
        compared: { to: "", wall: [wall], processor: [processor], goal: { wall: 1.3, processor: 1.1 } },
      }).at(-1);
    assert.deepEqual(
      [goal(1.304, 1), goal(1.31, 1), goal(1, 1.2), goal(2, 2)],
      [
        "1.3, 1.1: met",
        "1.3, 1.1: missed (wall)",
        "1.3, 1.1: missed (processor)",
        "1.3, 1.1: missed (wall, processor)",
      ],
    );
  });

  it("leaves out what could not be measured", () => {
    assert.deepEqual(rowOf({ what: "x", processor: [Number.NaN], memory: [Number.NaN] }).slice(1, 4), [
      "",
      "",
      "",
    ]);
  });
});
