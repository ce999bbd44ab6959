import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { addedByVendor, OPERATIONS, s3Permissions } from "../../model/access/s3Permissions";

describe("docs/rights-per-operation.md", () => {
  const text = readFileSync(join(__dirname, "../../docs/rights-per-operation.md"), "utf8");
  const rows = new Map(
    [...text.matchAll(/^\| `(\w+)` \|(.*)\|(.*)\|(.*)\|$/gm)].map(([, word, ...cells]) => [
      word,
      cells.map((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, action]) => `s3:${action}`).sort()),
    ]),
  );

  for (const operation of OPERATIONS)
    it(`says what ${operation} grants, and what IBM's table adds`, () => {
      const place = { partition: "aws", bucketAccount: "444455556666", bucket: "acme-media", prefix: "" };
      const { Statement } = s3Permissions({ ...place, access: [operation] });
      const granted = (onObjects: boolean) =>
        Statement.filter(({ Sid }) => (Sid === "UseObjects") === onObjects)
          .flatMap(({ Action }) => Action)
          .sort();
      assert.deepEqual(rows.get(operation), [
        granted(true),
        granted(false),
        addedByVendor([operation]).sort(),
      ]);
    });
});
