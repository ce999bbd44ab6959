import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { withoutProxy } from "../../model/proxy/withoutProxy";
import { ensureEngine } from "../../sandbox/engine";
import { SERVER_ROLE } from "./rules/resources";

const ROOT = join(__dirname, "../..");
const urn = (type: string, name: string) => `urn:pulumi:prod::shop::${type}::${name}`;
const ROLE = urn("aws:iam/role:Role", "acme");
const PROVIDER = urn("pulumi:providers:aws", "bucket-account");
const ID = "0a1b2c3d-0000-4000-8000-000000000000";
const trust = (AWS: string) => ({
  Statement: [{ Sid: "Server", Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole" }],
});

/** Anybody's state, as `pulumi stack export` writes it. */
const STATE = {
  version: 3,
  deployment: {
    manifest: { time: "2026-11-26T00:00:00Z", magic: "", version: "" },
    resources: [
      { urn: urn("pulumi:pulumi:Stack", "shop-prod"), custom: false, type: "pulumi:pulumi:Stack" },
      {
        urn: PROVIDER,
        custom: true,
        id: ID,
        type: "pulumi:providers:aws",
        inputs: { allowedAccountIds: '["444455556666"]' },
      },
      ...[
        ["acme", SERVER_ROLE],
        ["own", "arn:aws:iam::444455556666:role/reporting"],
      ].map(([name = "", principal = ""]) => ({
        urn: urn("aws:iam/role:Role", name),
        custom: true,
        id: name,
        type: "aws:iam/role:Role",
        inputs: { assumeRolePolicy: JSON.stringify(trust(principal)) },
        provider: `${PROVIDER}::${ID}`,
      })),
    ],
  },
};

/** The real engine starts the pack with the SDK's own runner; only the host between them is a stand-in, `host.js`. */
describe("policy: the pack in the real engine", function () {
  this.timeout(120_000);
  let folder: string;
  let engine: string;
  before(async function () {
    this.timeout(1_800_000);
    ({ binFolder: engine } = await ensureEngine({ onProgress: () => {} }));
    folder = mkdtempSync(join(tmpdir(), "policy-pack-"));
    mkdirSync(join(folder, "bin"));
    const host = `#!/bin/sh\nexec '${process.execPath}' '${join(__dirname, "host.js")}' "$@"\n`;
    writeFileSync(join(folder, "bin/pulumi-language-nodejs"), host, { mode: 0o755 });
    writeFileSync(join(folder, "export.json"), JSON.stringify(STATE));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const analyze = (...more: string[]) => {
    const file = join(folder, "export.json");
    const pack = ["--policy-pack", join(ROOT, "policy"), ...more];
    const { status, stdout, stderr } = spawnSync(
      join(engine, "pulumi"),
      ["policy", "analyze", "--json", "--non-interactive", "--file", file, ...pack],
      {
        encoding: "utf8",
        cwd: folder,
        env: {
          ...process.env,
          ...withoutProxy(process.env),
          PATH: [join(folder, "bin"), process.env.PATH].join(delimiter),
          PULUMI_HOME: join(folder, "home"),
          PULUMI_SKIP_UPDATE_CHECK: "true",
        },
      },
    );
    const events = stdout
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line).policyEvent)
      .filter(Boolean);
    return { status, events, said: stdout + stderr };
  };

  it("finds what the rules find, and knows the role's own account by its provider", () => {
    const { status, events, said } = analyze();
    const found = events.map(({ policyName, resourceUrn, enforcementLevel, severity }) => ({
      policyName,
      resourceUrn,
      enforcementLevel,
      severity,
    }));
    const expected = { resourceUrn: ROLE, enforcementLevel: "mandatory", severity: "critical" };
    assert.deepEqual(found, [{ policyName: "trust-external-id", ...expected }], said);
    assert.notEqual(status, 0);
  });

  it("takes the file of levels and exceptions that `npm run policy` takes", () => {
    const config = join(folder, "config.json");
    const match = [{ policies: ["trust-external-id"], targets: [ROLE] }];
    const exceptions = { "SEC-7": { reason: "until March", match } };
    writeFileSync(config, JSON.stringify({ version: 2, exceptions }));
    const { status, said } = analyze("--policy-pack-config", config);
    assert.equal(status, 0, said);
  });
});
