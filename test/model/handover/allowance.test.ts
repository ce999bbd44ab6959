import assert from "node:assert/strict";
import { type BucketPlace, includesPlace } from "../../../model/access/bucketPlace";
import { type Allowance, lostInWords, partsLost } from "../../../model/handover/allowance";
import {
  daysOpen,
  type FormerAllowance,
  stillAllowed,
  stillAllowedInWords,
  stillOpen,
} from "../../../model/handover/stillAllowed";

const PLACE: BucketPlace = {
  bucket: "acme-media",
  prefix: "incoming/",
  access: ["upload", "download"],
  vendorRights: false,
  fullAccess: false,
};
const WANTED: Allowance = {
  serverRole: "arn:aws:iam::111122223333:role/aspera-server",
  serverRoleId: "AROAEXAMPLE",
  bucketRole: "arn:aws:iam::444455556666:role/aspera-acme",
  externalIds: ["the-new-one"],
  place: PLACE,
};
const KEY = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const former = (changes: Partial<FormerAllowance>): FormerAllowance => ({
  ...WANTED,
  since: "2026-11-20T12:00:00Z",
  docroot: "0123456789abcdef",
  ...changes,
});
const at = (changes: Partial<BucketPlace>) => ({ ...PLACE, ...changes });

describe("handover: what would be taken away", () => {
  const places: [string, Partial<BucketPlace>, boolean][] = [
    ["itself", {}, true],
    ["a folder below", { prefix: "incoming/a/" }, true],
    ["a folder whose name begins alike", { prefix: "incoming2/" }, false],
    ["the whole bucket", { prefix: "" }, false],
    ["another bucket", { bucket: "acme-archive" }, false],
    ["fewer operations", { access: ["upload"] }, true],
    ["one more operation", { access: ["upload", "download", "delete"] }, false],
    ["the vendor's rights", { vendorRights: true }, false],
    ["everything", { fullAccess: true }, false],
    ["a KMS key", { kmsKeyArn: KEY }, false],
  ];
  for (const [name, changes, expected] of places)
    it(`of places: ${name} is ${expected ? "" : "not "}within what is wanted`, () => {
      assert.equal(includesPlace(PLACE, at(changes)), expected);
    });

  it("of places: full access holds every place of its bucket, and no other's", () => {
    const full = at({ fullAccess: true });
    for (const changes of [{}, { prefix: "" }, { vendorRights: true }, { fullAccess: true }])
      assert.ok(includesPlace(full, at(changes)));
    assert.ok(!includesPlace(full, at({ bucket: "acme-archive" })));
  });

  it("is each part for itself, and nothing where all of it stays", () => {
    assert.deepEqual(partsLost(WANTED, WANTED), []);
    const cases: [Partial<Allowance>, string][] = [
      [{ externalIds: ["the-old-one"] }, "external ID"],
      [{ externalIds: ["the-new-one", "named"] }, "external ID"],
      [{ bucketRole: "arn:aws:iam::444455556666:role/old" }, "bucket role"],
      [{ serverRole: "arn:aws:iam::111122223333:role/old" }, "server role"],
      [{ place: at({ prefix: "old/" }) }, "place"],
    ];
    for (const [changes, part] of cases)
      assert.deepEqual(partsLost({ ...WANTED, ...changes }, WANTED), [part]);
  });

  it("is only the role itself where somebody else makes it: trust and rights there are theirs", () => {
    const theirs = { ...WANTED, roleIsTheirs: true };
    const all = {
      externalIds: ["old"],
      serverRole: "arn:aws:iam::111122223333:role/old",
      place: at({ prefix: "old/" }),
    };
    assert.deepEqual(partsLost({ ...theirs, ...all }, theirs), []);
    const bucketRole = "arn:aws:iam::444455556666:role/old";
    assert.deepEqual(partsLost({ ...theirs, ...all, bucketRole }, theirs), ["bucket role"]);
  });

  it("is not a server role that was made again under its ARN: nobody can carry the dead one", () => {
    assert.deepEqual(partsLost({ ...WANTED, serverRoleId: "AROADEAD" }, WANTED), []);
  });

  it("is a session name only where the trust demands another", () => {
    const [acme, none] = [{ ...WANTED, sessionName: "acme" }, WANTED];
    const demanding = { ...acme, demandsSessionName: true };
    for (const [one, wanted] of [
      [acme, demanding],
      [none, acme],
      [acme, none],
      [demanding, none],
    ] as const)
      assert.deepEqual(partsLost(one, wanted), []);
    const old = { ...WANTED, sessionName: "old" };
    assert.deepEqual(
      [partsLost(none, demanding), partsLost(old, demanding)],
      [["session name"], ["session name"]],
    );
    assert.deepEqual(lostInWords(none, demanding), ["sessions of any name"]);
    assert.deepEqual(lostInWords(old, demanding), ["sessions named old"]);
    assert.deepEqual(stillAllowed([former(old), former({})], demanding).sessionNames, ["old", "*"]);
  });

  it("is another KMS key, which is named", () => {
    const keyed = { ...WANTED, place: at({ kmsKeyArn: KEY }) };
    assert.deepEqual(partsLost(keyed, keyed), []);
    assert.deepEqual(partsLost(WANTED, keyed), []);
    assert.deepEqual(lostInWords(keyed, WANTED), [`incoming/ in acme-media: upload, download, with ${KEY}`]);
  });

  it("is told in words that give no secret away", () => {
    const all: Allowance = {
      serverRole: "arn:aws:iam::111122223333:role/old",
      serverRoleId: "AROAOLD",
      bucketRole: "arn:aws:iam::444455556666:role/old",
      externalIds: ["hush"],
      place: at({ prefix: "", vendorRights: true }),
    };
    assert.deepEqual(lostInWords(all, WANTED), [
      "an earlier external ID",
      "bucket role arn:aws:iam::444455556666:role/old",
      "server role arn:aws:iam::111122223333:role/old",
      "the whole of acme-media: upload, download (with the vendor's rights)",
    ]);
    assert.deepEqual(lostInWords(former({ place: at({ fullAccess: true }) }), WANTED), [
      "everything in acme-media",
    ]);
    assert.deepEqual(lostInWords(former({ place: at({ prefix: "old/" }) }), WANTED), [
      "old/ in acme-media: upload, download",
    ]);
  });
});

describe("handover: what is still allowed", () => {
  const old = former({ externalIds: ["old"] });
  const older = former({ externalIds: ["older"], since: "2026-11-10T12:00:00Z" });

  it("is what is lost, each once with its earliest time; what the wanted one allows is let go", () => {
    const later = { ...old, since: "2026-11-25T12:00:00Z" };
    assert.deepEqual(stillOpen([older, old, later, former({})], WANTED), [older, old]);
    assert.deepEqual(stillOpen([older, old], { ...WANTED, externalIds: ["old"] }), [older]);
  });

  it("is each part once, and only where it is lost", () => {
    const role = former({ serverRole: "arn:aws:iam::111122223333:role/old", serverRoleId: "AROAOLD" });
    const places = [at({ prefix: "old/" }), at({ prefix: "old/", access: ["upload"] }), at({ prefix: "b/" })];
    const open = [old, older, role, role, ...places.map((place) => former({ place }))];
    assert.deepEqual(stillAllowed(open, WANTED), {
      externalIds: ["old", "older"],
      sessionNames: [],
      bucketRoles: [],
      serverRoles: [{ arn: "arn:aws:iam::111122223333:role/old", uniqueId: "AROAOLD" }],
      places: [at({ prefix: "old/" }), at({ prefix: "b/" })],
    });
    assert.deepEqual(stillAllowed([], WANTED), {
      externalIds: [],
      sessionNames: [],
      bucketRoles: [],
      serverRoles: [],
      places: [],
    });
    assert.deepEqual(stillAllowedInWords([old, older], WANTED), ["an earlier external ID"]);
  });

  it("never names a wanted external ID again, and keeps two equal places once", () => {
    const both = former({ externalIds: ["the-new-one", "named"] });
    assert.deepEqual(stillAllowed([both], WANTED).externalIds, ["named"]);
    const twice = [
      former({ place: at({ prefix: "old/" }) }),
      former({ place: at({ prefix: "old/" }), externalIds: ["x"] }),
    ];
    assert.equal(stillAllowed(twice, WANTED).places.length, 1);
  });

  it("is as old as the oldest", () => {
    const now = new Date("2026-11-26T11:00:00Z");
    assert.equal(daysOpen([old, older], now), 15);
    assert.equal(daysOpen([old], now), 5);
    assert.equal(daysOpen([], now), 0);
  });
});
