import assert from "node:assert/strict";
import { checkOf, RESOURCES, step } from "./runs";

const { serverRole, bucketRole, observed, apply, link, software } = RESOURCES;
const WELL = { server: "reachable" };

describe("drift: the columns", () => {
  for (const [who, op, change] of [
    ["world", "delete", "missing"],
    ["program", "create", "missing"],
    ["program", "import", "missing"],
    ["program", "delete", "left over"],
    ["program", "discard", "left over"],
    ["program", "replace", "to be replaced"],
    ["program", "create-replacement", "to be replaced"],
    ["program", "delete-replaced", "to be replaced"],
  ] as const) {
    it(`${who} ${op}: ${change}`, () => {
      const steps = [step(op, serverRole)];
      const { columns, differences } = who === "world" ? checkOf(steps, []) : checkOf([], steps);
      assert.equal(columns.access, `server-role ${change}`);
      assert.deepEqual(differences, [
        {
          resource: "server-role",
          type: "aws:iam/role:Role",
          component: "ServerRole",
          change,
          found: [who],
        },
      ]);
    });
  }

  it("keep what there is and what is wanted apart, in both directions", () => {
    const narrow = { path: "/" };
    const changed = { path: "/elsewhere/" };
    const seenAndWanted = (check: ReturnType<typeof checkOf>) =>
      check.differences.map(({ property, seen, wanted }) => [property, seen, wanted]);
    const expected = [["path", "/elsewhere/", "/"]];
    assert.deepEqual(seenAndWanted(checkOf([step("update", serverRole, narrow, changed)], [])), expected);
    assert.deepEqual(seenAndWanted(checkOf([], [step("update", serverRole, changed, narrow)])), expected);
  });

  it("tell a change even when the engine names no property", () => {
    const { columns, differences } = checkOf([], [step("update", serverRole)]);
    assert.equal(columns.access, "server-role changed");
    assert.equal(differences.length, 1);
  });

  it("count what has no room", () => {
    const steps = ["a", "b", "c", "d", "e"].map((name) => step("delete", `aws:iam/role:Role::${name}`));
    assert.equal(checkOf(steps, []).columns.access, "a missing; b missing; c missing; 2 more");
  });

  it("pass over mere frames: the stack and the components, never a resource of our plugin", () => {
    const frames = ["pulumi:pulumi:Stack::aspera-dev", "aspera:components:AsperaLink::customer"];
    const steps = [...frames.map((name) => step("update", name)), step("create", software)];
    const { columns, differences } = checkOf([], steps);
    assert.deepEqual(
      differences.map(({ resource, type }) => [resource, type]),
      [["server-software", "aspera:index:ServerSoftware"]],
    );
    assert.deepEqual(columns, { server: "-", docroot: "-", services: "missing", link: "-", access: "ok" });
  });

  it("name a service that does not run, each with what it does", () => {
    for (const [property, seen] of [
      ["asperanoded", "stopped"],
      ["asperatrapd", "disabled"],
      ["s3Traffic", "http"],
    ] as const) {
      const was = { ...WELL, [property]: "well" };
      const { columns } = checkOf([step("update", observed, was, { ...was, [property]: seen })], []);
      assert.deepEqual([columns.docroot, columns.services], ["ok", `${property} ${seen}`]);
    }
  });

  it("name the properties of a docroot, with what was seen where it is short", () => {
    const was = { ...WELL, docroot: "s3://wanted", systemUser: "present" };
    const words = (seen: object) =>
      checkOf([step("update", observed, was, { ...was, ...seen })], []).columns.docroot;
    assert.equal(words({ docroot: `s3://${"x".repeat(40)}` }), "docroot changed");
    assert.equal(words({ docroot: "(none)" }), "docroot (none)");
    const both = { docroot: "(none)", systemUser: "missing on the server" };
    assert.equal(words(both), "docroot (none); systemUser missing on the server");
  });

  it("do not call a docroot ok that is to be made again, or applied again", () => {
    for (const { columns } of [
      checkOf([step("delete", observed)], []),
      checkOf([], [step("create", observed)]),
    ])
      assert.deepEqual([columns.server, columns.docroot, columns.services], ["?", "missing", "?"]);
    const again = checkOf([step("refresh", observed, WELL)], [step("update", apply)]);
    assert.deepEqual([again.columns.docroot, again.columns.services], ["to be applied again", "ok"]);
    const stopped = { ...WELL, asperanoded: "stopped" };
    const started = { ...WELL, asperanoded: "answers" };
    const service = checkOf(
      [step("update", observed, started, stopped)],
      [step("update", observed, stopped, started), step("update", apply)],
    );
    assert.deepEqual([service.columns.docroot, service.columns.services], ["ok", "asperanoded stopped"]);
  });

  it("tell of the software by its code, and of a service once, by its property", () => {
    const was = { ...WELL, asperatrapd: "running" };
    const warn = (code: string) => ({ message: `x\nhint: y [${code}]`, resource: observed });
    const { columns, verdict } = checkOf(
      [step("update", observed, was, { ...was, asperatrapd: "stopped" })],
      [],
      warn("server-asperatrapd-down"),
      warn("server-software-too-old"),
    );
    assert.equal(columns.services, "asperatrapd stopped; server-software-too-old");
    assert.deepEqual([verdict, columns.server], ["drift", "reachable"]);
  });

  it("tell of what others have in the file beside the docroot, each thing in the findings, its code once", () => {
    const warn = (text: string) => ({ message: `${text}\nhint: y [docroot-shared]`, resource: observed });
    const { columns, findings } = checkOf(
      [step("refresh", observed, WELL)],
      [],
      warn("user globex has it"),
      warn("user globex has it"),
      warn("the default section has it"),
    );
    assert.deepEqual([columns.docroot, columns.services], ["docroot-shared", "ok"]);
    assert.deepEqual(
      findings.map(({ text }) => text),
      ["user globex has it", "the default section has it"],
    );
    const again = checkOf([step("refresh", observed, WELL)], [step("update", apply)], warn("x"));
    assert.equal(again.columns.docroot, "docroot-shared");
  });

  it("show the code of an aspera.conf that cannot be edited, whatever else was seen of that server", () => {
    const seen = { server: "two entries of this user" };
    const warn = (code: string) => ({ message: `x\nhint: y [${code}]`, resource: observed });
    const { columns, verdict, failure } = checkOf(
      [step("refresh", observed, WELL)],
      [step("update", observed, seen, WELL)],
      warn("server-aspera-conf-problem"),
      warn("server-plain-http"),
    );
    assert.deepEqual([verdict, columns.server], ["failed", "server-aspera-conf-problem"]);
    assert.match(failure ?? "", /\[server-aspera-conf-problem\]$/);
  });

  it("show a link by its code and owner; one that stands again is to be written down", () => {
    const stands = { link: "verified", finding: "none", owner: "nobody", nextStep: "none" };
    const clock = {
      link: "the clock is off",
      finding: "link-clock-off",
      owner: "operator",
      nextStep: "set it",
    };
    const off = checkOf([step("update", link, stands, clock)], []);
    assert.equal(off.columns.link, "link-clock-off (operator)");
    assert.deepEqual(off.findings, [
      {
        code: "link-clock-off",
        owner: "operator",
        transient: false,
        unseen: false,
        text: "the clock is off",
        hint: "set it",
      },
    ]);
    const again = checkOf([step("update", link, clock, stands)], []);
    assert.deepEqual([again.columns.link, again.findings], ["stands again", []]);
    const other = checkOf(
      [step("refresh", link, stands)],
      [step("update", link, { ...stands, wait: 1 }, stands)],
    );
    assert.equal(other.columns.link, "wait changed");
  });

  it("show a link once, though the clock goes on between two looks at it", () => {
    const off = { link: "400 s", finding: "link-clock-off", owner: "operator", nextStep: "set it" };
    const message = "401 s\nhint: set it [link-clock-off]";
    const { findings } = checkOf([step("refresh", link, off)], [], { message, resource: link });
    assert.deepEqual(
      findings.map(({ text }) => text),
      ["400 s"],
    );
  });

  it("show foreign policies on the server role, although no run changes for them", () => {
    const message = "policies that no stack made: backup\nhint: x [access-foreign-server-policies]";
    const { verdict, columns, warnings, findings } = checkOf([], [], { message });
    assert.deepEqual([verdict, columns.access, warnings], ["clean", "access-foreign-server-policies", []]);
    assert.deepEqual(findings[0], {
      code: "access-foreign-server-policies",
      owner: "server account",
      transient: false,
      unseen: false,
      text: "policies that no stack made: backup",
      hint: "x",
    });
  });

  it("put the code of a trust in place of its diff, of the one role that it is about", () => {
    const steps = [serverRole, bucketRole].map((name) =>
      step("update", name, { assumeRolePolicy: "a" }, { assumeRolePolicy: "b" }),
    );
    const both = "server-role assumeRolePolicy; customer-bucket-aspera-acme assumeRolePolicy";
    assert.equal(checkOf(steps, []).columns.access, both);
    const warn = (code: string) => ({ message: `x\nhint: y [${code}]` });
    assert.equal(
      checkOf(steps, [], warn("access-bucket-role-trust-changed")).columns.access,
      "access-bucket-role-trust-changed; server-role assumeRolePolicy",
    );
    assert.equal(
      checkOf(steps, [], warn("access-server-role-trust-changed")).columns.access,
      "access-server-role-trust-changed; customer-bucket-aspera-acme assumeRolePolicy",
    );
  });
});
