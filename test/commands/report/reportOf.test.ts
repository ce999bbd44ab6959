import assert from "node:assert/strict";
import type { ReportDocument, ReportedStack } from "../../../commands/report/document";
import { reportOf } from "../../../commands/report/reportOf";
import { reportFiles } from "../../../commands/report/writeReport";
import { EXTERNAL_ID, PRIVATE_KEY } from "../../program/settings/stack";
import { schemaFaults } from "../../schemas";
import { GLOBEX } from "../fleet/fleet";
import { gathered, MAKING, report, upWith } from "./fleet";

const stackOf = ({ stacks }: ReportDocument, name: string) =>
  stacks.find(({ stack }) => stack === name) as ReportedStack;
const states = ({ controls }: ReportedStack) =>
  Object.fromEntries(controls.map(({ control, state }) => [control, state]));

describe("report: the document", () => {
  it("is as the published schema has it, and the schema knows every field", () => {
    assert.deepEqual(schemaFaults("report", report()), []);
    const [field] = schemaFaults("report", { ...report(), more: 1 });
    assert.match(field ?? "", /must NOT have additional properties/);
  });

  it("a link that stands: each claim with the time of the check", () => {
    const { proof, docroot, access, externalId, licence, way, verdict } = stackOf(report(), "acme-prod");
    const asOf = "2026-11-26T18:29:30.000Z";
    assert.equal(verdict, "clean");
    assert.deepEqual(proof, { state: "good", text: "verified", asOf });
    assert.deepEqual(docroot, { state: "good", text: "s3://s3.amazonaws.com/acme-media/incoming/", asOf });
    assert.deepEqual(access, { state: "good", text: "as the code has it", asOf });
    assert.deepEqual(externalId, {
      fingerprint: MAKING.fingerprint.of(EXTERNAL_ID),
      inUseSince: "2026-08-01T09:00:00.000Z",
      days: 117,
    });
    assert.deepEqual(licence, { until: "2027-12-31", asOf: "2026-11-26T15:15:16Z" });
    assert.deepEqual(
      way.map(({ name, state }) => [name, state]),
      ["ssh", "profile", "assume", "refusal", "bucket"].map((name) => [name, "good"]),
    );
  });

  it("drift in AWS: who may do what is then the code's word, and the controls that rest on it do not hold", () => {
    const broken = stackOf(report(), "globex-prod");
    assert.equal(broken.access.state, "bad");
    assert.deepEqual(
      broken.policies.map(({ name, account, state }) => [name, account, state]),
      [
        ["trust of role aspera-globex", "777788889999", "bad"],
        ["policy aspera-s3 of role aspera-globex", "777788889999", "good"],
        ["policy aspera-globex-prod of role aspera-server", "111122223333", "bad"],
      ],
    );
    assert.deepEqual(
      broken.findings.map(({ code }) => code),
      ["link-assume-refused", "access-bucket-role-trust-changed"],
    );
    const held = states(broken);
    for (const control of [
      "The bucket role lets the server in with the external ID, and refuses it without one or with a wrong one",
      "The bucket role's trust names the server's role and nobody else, with the external ID",
      "The rights are those of the bought operations, on one bucket and folder",
      "Configuration is compared with code, on the server and in AWS",
    ])
      assert.equal(held[control], "bad", control);
  });

  it("a server that was not reached: nothing of it is claimed, and of when the rest is stands with it", () => {
    const unseen = stackOf(report(), "initech-prod");
    assert.deepEqual(unseen.proof, {
      state: "not seen",
      text: "not seen; verified at the last up",
      asOf: "2026-11-26T15:15:16Z",
    });
    assert.deepEqual([unseen.docroot.state, unseen.docroot.asOf], ["not seen", "2026-11-26T15:15:16Z"]);
    assert.match(unseen.failure ?? "", /is unreachable: connection refused/);
    assert.deepEqual(
      unseen.way.map(({ state }) => state),
      ["bad", "not seen", "not seen", "not seen", "not seen"],
    );
    const good = unseen.controls.filter(({ state }) => state === "good").map(({ evidence }) => evidence);
    for (const evidence of good) assert.match(evidence, /^the stack's state: |^compared with/);
  });

  it("an external ID that no `up` had yet is in use by nobody, and since when is not known without a history", () => {
    const { history: _, ...rest } = gathered("acme-prod");
    const fresh = { ...rest, history: [upWith("former", "2026-03-01T09:00:00.000Z")] };
    for (const one of [rest, fresh])
      assert.deepEqual(reportOf([one], MAKING).stacks[0]?.externalId, {
        fingerprint: MAKING.fingerprint.of(EXTERNAL_ID),
      });
  });

  it("exceptions: consented, broken, and settings that are unwise", () => {
    const urn =
      "urn:pulumi:acme-prod::aspera::aspera:components:AsperaLink$aspera:components:BucketRole$aws:iam/role:Role::customer-bucket-aspera-acme";
    const one = gathered("acme-prod");
    const long = (one.resources ?? []).map((resource) =>
      resource.urn === urn
        ? { ...resource, props: { ...resource.props, maxSessionDuration: 7200 } }
        : resource,
    );
    const unwise = {
      code: "settings-vendor-rights",
      owner: "operator",
      transient: false,
      unseen: false,
    } as const;
    const check = { ...one.check, findings: [{ ...unwise, text: "wider", hint: "narrow it" }] };
    const match = [{ policies: ["role-session-length"], targets: [urn] }];
    const config = { levels: {}, exceptions: [{ id: "SEC-7", reason: "the archive's", match }] };
    const told = (making = MAKING) =>
      reportOf([{ ...one, resources: long, check }], making).stacks[0] as ReportedStack;
    const [broken, setting] = told().exceptions;
    assert.deepEqual(
      [broken?.kind, broken?.name, broken?.consent],
      ["policy", "role-session-length", undefined],
    );
    assert.deepEqual(setting, { kind: "setting", name: "settings-vendor-rights", text: "wider" });
    const excepted = told({ ...MAKING, config });
    assert.equal(excepted.exceptions[0]?.consent, "SEC-7: the archive's");
    assert.equal(excepted.rules.find(({ policy }) => policy === "role-session-length")?.result, "excepted");
    assert.equal(
      states(excepted)["The rights are those of the bought operations, on one bucket and folder"],
      "bad",
    );
    assert.deepEqual(
      schemaFaults("report", reportOf([{ ...one, resources: long, check }], { ...MAKING, config })),
      [],
    );
  });

  it("a state that could not be read proves nothing", () => {
    const { resources: _, ...rest } = gathered("acme-prod");
    const [stack] = reportOf([rest], MAKING).stacks;
    assert.deepEqual([...new Set(stack?.rules.map(({ result }) => result))], ["not seen"]);
    assert.deepEqual(stack?.policies, []);
    assert.equal(states(stack as ReportedStack)["A session lasts an hour at most"], "not seen");
  });

  it("one account: no bucket role, no external ID, and the controls about them are left out", () => {
    const changes = { bucketAccount: undefined, bucketRole: undefined, externalId: undefined };
    const one = gathered("acme-prod", { changes });
    const document = reportOf([one], MAKING);
    const [stack] = document.stacks;
    assert.deepEqual(schemaFaults("report", document), []);
    assert.deepEqual(
      [stack?.bucketRole, stack?.externalId, stack?.bucketAccount],
      [undefined, undefined, "111122223333"],
    );
    assert.deepEqual(
      stack?.way.map(({ name }) => name),
      ["ssh", "profile", "bucket"],
    );
    const about = Object.keys(states(stack as ReportedStack)).filter((one) => /bucket role|ID is/.test(one));
    assert.deepEqual(about, []);
  });

  it("what two stacks share is told once, with both", () => {
    const copy = gathered("copy", { changes: { ...GLOBEX, externalId: EXTERNAL_ID } });
    const { acrossStacks, stacks } = reportOf([gathered("acme-prod"), copy], MAKING);
    assert.deepEqual(
      acrossStacks.map(({ code, stacks: both }) => [code, both]),
      [["fleet-same-external-id", ["acme-prod", "copy"]]],
    );
    const apart = "Customers are apart: no two have an external ID, a user, a role or a folder in common";
    for (const stack of stacks) assert.equal(states(stack)[apart], "bad");
  });

  it("holds no secret in any of its files, whoever said it", () => {
    const told = gathered("acme-prod");
    const failure = `somebody said ${EXTERNAL_ID}`;
    const check = { ...told.check, verdict: "failed" as const, failure };
    const files = reportFiles(
      reportOf([{ ...told, check }, ...[gathered("other", { changes: GLOBEX })]], MAKING),
    );
    assert.deepEqual(Object.keys(files), ["index.html", "report.md", "report.json"]);
    const key = PRIVATE_KEY.split("\n")[1] ?? "";
    assert.ok(key.length > 40);
    for (const [name, text] of [...Object.entries(files), ...Object.entries(reportFiles(report()))]) {
      for (const secret of [EXTERNAL_ID, GLOBEX.externalId, key, "0b6f4c57-2d7e"])
        assert.ok(!text.includes(secret), `${name} has ${secret}`);
      assert.ok(text.includes(MAKING.fingerprint.of(EXTERNAL_ID)), name);
    }
    assert.ok(files["report.json"]?.includes("somebody said (secret)"));
  });

  it("a server's own stack, and the bucket's side alone, have rows and pages that claim nothing of a link", () => {
    const server = gathered("aspera-server", {
      changes: Object.fromEntries(
        ["bucketAccount", "bucketRole", "bucket", "externalId", "transferUser"].map((key) => [
          key,
          undefined,
        ]),
      ),
    });
    const theirs = gathered("acme-bucket", {
      changes: {
        ...{ side: "bucket", transferUser: undefined, server: undefined },
        serverAccount: { id: "111122223333", region: "us-east-1" },
        serverRole: { name: "aspera-server", uniqueId: "AROAEXAMPLESERVERROLE" },
      },
    });
    const columns = { server: "-", docroot: "-", services: "-", link: "-", access: "ok" };
    const { operations: _, ...rest } = theirs.check;
    const document = reportOf(
      [
        { ...server, check: { ...rest, columns } },
        { ...theirs, check: { ...rest, columns } },
      ],
      MAKING,
    );
    assert.deepEqual(schemaFaults("report", document), []);
    const [own, other] = document.stacks;
    assert.deepEqual(
      [own?.hasLink, own?.way, own?.controls, own?.docroot.state],
      [false, [], [], "not seen"],
    );
    assert.deepEqual([other?.hasLink, other?.side, other?.server], [true, "bucket", undefined]);
    assert.deepEqual([...new Set(other?.way.map(({ state }) => state))], ["not seen"]);
    const { "index.html": page = "" } = reportFiles(document);
    assert.equal(page.match(/<svg class="picture"/g)?.length, 1);
    assert.doesNotMatch(page, /undefined|\[object/);
  });

  it("what others said is text on the page", () => {
    const one = gathered("acme-prod");
    const check = { ...one.check, verdict: "failed" as const, failure: "<img src=x onerror=alert(1)> `&`" };
    const { "index.html": page = "" } = reportFiles(reportOf([{ ...one, check }], MAKING));
    assert.ok(!page.includes("<img"));
    assert.ok(page.includes("&lt;img src=x onerror=alert(1)&gt; <code>&amp;</code>"));
  });
});
