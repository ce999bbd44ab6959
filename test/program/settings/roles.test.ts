import assert from "node:assert/strict";
import { customerWith, faultWith, inner, settingsWith } from "./stack";

/** A policy that names the role would read these as patterns. */
const PATTERNS = ["/a*/", "/te?m/", ["/$", "{aws:username}/"].join("")];

describe("a role", () => {
  it("has a name of at most 64 characters that IAM allows", () => {
    const name = `${"a".repeat(53)}Zz09_+=,.@-`;
    assert.equal(name.length, 64);
    assert.equal(customerWith({ bucketRole: { name } }).bucketRole.name, name);
    for (const wrong of [`${name}a`, "", "a b", "team/role", "röle", "a\n"]) {
      assert.equal(
        faultWith({ bucketRole: { name: wrong } }).key,
        "aspera:bucketRole.name",
        JSON.stringify(wrong),
      );
    }
  });

  it("has a path of at most 512 characters, with a slash at both ends", () => {
    const longest = `/${"p".repeat(510)}/`;
    for (const path of ["/", "/team/", "/a/b!/", longest]) {
      assert.equal(customerWith(inner("bucketRole", { path })).bucketRole.path, path);
    }
    for (const path of [
      "",
      "team",
      "/team",
      "team/",
      "/a b/",
      "/ä/",
      "//",
      "/a//b/",
      `/${longest}`,
      ...PATTERNS,
    ]) {
      assert.equal(faultWith(inner("bucketRole", { path })).key, "aspera:bucketRole.path", path);
    }
  });

  it("has a boundary from its own account, or AWS's", () => {
    const own = "arn:aws:iam::444455556666:policy/team/boundary";
    const aws = "arn:aws:iam::aws:policy/PowerUserAccess";
    for (const permissionsBoundary of [own, aws]) {
      assert.equal(
        customerWith(inner("bucketRole", { permissionsBoundary })).bucketRole.permissionsBoundary,
        permissionsBoundary,
      );
    }
    const foreign = faultWith(inner("serverRole", { permissionsBoundary: own }));
    assert.deepEqual(
      [foreign.key, foreign.expected],
      ["aspera:serverRole.permissionsBoundary", "a policy of account 111122223333"],
    );
    const theirs = "arn:aws:iam::111122223333:policy/boundary";
    assert.deepEqual(
      [
        faultWith(inner("bucketRole", { permissionsBoundary: theirs })).expected,
        settingsWith(inner("serverRole", { permissionsBoundary: theirs })).serverRole.permissionsBoundary,
      ],
      ["a policy of account 444455556666", theirs],
    );
    const role = "arn:aws:iam::444455556666:role/boundary";
    assert.match(faultWith(inner("bucketRole", { permissionsBoundary: role })).expected, /managed policy/);
  });

  it("has a boundary of its own partition, AWS's own included", () => {
    const there = { region: "us-gov-west-1" };
    const inGovCloud = { ...inner("serverAccount", there), ...inner("bucketAccount", there) };
    for (const [role, policy] of [
      ["serverRole", "arn:aws:iam::111122223333:policy/boundary"],
      ["bucketRole", "arn:aws:iam::aws:policy/PowerUserAccess"],
    ] as const) {
      const fault = faultWith({ ...inGovCloud, ...inner(role, { permissionsBoundary: policy }) });
      assert.deepEqual(
        [fault.key, fault.expected],
        [`aspera:${role}.permissionsBoundary`, "a policy of partition aws-us-gov"],
      );
      const right = policy.replace("arn:aws:", "arn:aws-us-gov:");
      assert.ok(settingsWith({ ...inGovCloud, ...inner(role, { permissionsBoundary: right }) }));
    }
  });

  it("has a trust that IAM takes: the longest names of everything together do not fit", () => {
    const externalId = "x".repeat(1224);
    const longest = inner("serverRole", { path: `/${"p".repeat(510)}/`, name: "r".repeat(64) });
    const sessionName = { name: "s".repeat(64), required: true };
    const fault = faultWith({ externalId, sessionName, ...longest });
    assert.deepEqual(
      [fault.key, fault.expected],
      ["aspera:externalId", "one with which the bucket role's trust has at most 2048 characters"],
    );
    assert.match(fault.got, /^one with which it has 2\d{3}$/);
    assert.ok(settingsWith({ externalId, ...longest }));
    assert.ok(settingsWith(longest));
  });

  it("has sessions of one hour to twelve", () => {
    for (const maxSessionDuration of [3600, 43200]) {
      assert.equal(
        customerWith(inner("bucketRole", { maxSessionDuration })).bucketRole.maxSessionDuration,
        maxSessionDuration,
      );
    }
    for (const maxSessionDuration of [3599, 43201, 3600.5, "3600", null]) {
      assert.equal(
        faultWith(inner("bucketRole", { maxSessionDuration })).key,
        "aspera:bucketRole.maxSessionDuration",
      );
    }
  });

  it("of the server is looked up unless the stack creates it, and only then has a path", () => {
    assert.equal(settingsWith({ serverRole: { name: "aspera-server" } }).serverRole.create, false);
    const fault = faultWith({ serverRole: { name: "aspera-server", path: "/team/" } });
    assert.match(fault.expected, /path only with create: true/);
    assert.equal(settingsWith(inner("serverRole", { path: "/team/" })).serverRole.path, "/team/");
  });
});
