import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { softwareVerdict } from "../../../model/software/minimum";
import { parsePackageFile } from "../../../model/software/packageFile";
import { productLine } from "../../../model/software/product";
import {
  compareVersions,
  formatVersion,
  isAtLeast,
  parseVersion,
  type SoftwareVersion,
} from "../../../model/software/version";
import { AGENT_FOUNDATION, perlProgram } from "../../../provider/agent/program";
import { UPGRADE_PIECES } from "../../../provider/software/upgradeRequest";

/** A version that parses; fails on any other text. */
function version(text: string): SoftwareVersion {
  const parsed = parseVersion(text);
  assert.ok(parsed, text);
  return parsed;
}

/** Few different numbers, so that two versions meet often. */
const versions: fc.Arbitrary<SoftwareVersion> = fc
  .record({
    major: fc.integer({ min: 3, max: 4 }),
    minor: fc.integer({ min: 0, max: 3 }),
    patch: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    build: fc.option(fc.constantFrom(1000, 1646, 2224, 74992, 184714), { nil: undefined }),
  })
  .map(({ major, minor, patch, build }) => ({
    major,
    minor,
    ...(patch !== undefined && { patch }),
    ...(build !== undefined && { build }),
  }));

describe("software: version", () => {
  const forms: [string, SoftwareVersion][] = [
    ["3.4.0", { major: 3, minor: 4, patch: 0 }],
    ["3.4", { major: 3, minor: 4 }],
    ["3.3.74992", { major: 3, minor: 3, build: 74992 }],
    ["3.3.3.74992", { major: 3, minor: 3, patch: 3, build: 74992 }],
    ["3.8.0.154152", { major: 3, minor: 8, patch: 0, build: 154152 }],
    ["4.4.5.1646", { major: 4, minor: 4, patch: 5, build: 1646 }],
    ["4.4.2.550-1", { major: 4, minor: 4, patch: 2, build: 550 }],
    ["4.4.5-1646", { major: 4, minor: 4, patch: 5, build: 1646 }],
    ["3.4.0-1.el7", { major: 3, minor: 4, patch: 0 }],
    ["1:4.4.7.2224-1", { major: 4, minor: 4, patch: 7, build: 2224 }],
    [" 3.9.6.178540\n", { major: 3, minor: 9, patch: 6, build: 178540 }],
  ];
  for (const [text, expected] of forms) {
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(parseVersion(text), expected));
  }

  it("reads nothing else", () => {
    for (const text of ["", "unknown", "4", "4.", "v4.4.5", "4.4.5.1.2", "4.4.5 1646", "a.b.c", "4.4.x"])
      assert.equal(parseVersion(text), undefined, text);
  });

  it("gives back what it writes", () => {
    fc.assert(fc.property(versions, (v) => assert.deepEqual(parseVersion(formatVersion(v)), v)));
  });

  it("orders all versions: one of two is first, nothing goes in circles, and equals are equal to all", () => {
    fc.assert(
      fc.property(versions, versions, versions, (a, b, c) => {
        const sign = (one: SoftwareVersion, other: SoftwareVersion) => Math.sign(compareVersions(one, other));
        assert.equal(sign(a, b), -sign(b, a) || 0);
        assert.equal(sign(a, a), 0);
        if (sign(a, b) <= 0 && sign(b, c) <= 0) assert.ok(sign(a, c) <= 0);
        if (sign(a, b) === 0) assert.equal(sign(a, c), sign(b, c));
      }),
      { numRuns: 500 },
    );
  });

  it("knows one build by both of its names, and its neighbours", () => {
    assert.equal(compareVersions(version("3.3.74992"), version("3.3.3.74992")), 0);
    assert.ok(compareVersions(version("3.3.74991"), version("3.3.3.74992")) < 0);
    assert.ok(
      compareVersions(version("3.3.4.74991"), version("3.3.74992")) < 0,
      "the build counts, not the patch",
    );
    assert.ok(
      compareVersions(version("4.4.5.1646"), version("4.3.1.184714")) > 0,
      "within one minor version only",
    );
  });

  it("compares in the program on the server as it does here", () => {
    const pairs = fc.sample(fc.tuple(versions, versions), { numRuns: 300, seed: 7 });
    const more = ["3.3.74992-1 3.3.3.74992", "1:4.4.5-1646 4.4.5.1646-1.el9", "3.4.0 3.4-1"];
    const lines = [...pairs.map(([a, b]) => `${formatVersion(a)} ${formatVersion(b)}`), ...more];
    const driver = `print join("\\n", map { chomp; my ($x, $y) = split / /; compare_versions(version_parts($x), version_parts($y)) } <DATA>), "\\n";`;
    const pieces = perlProgram(AGENT_FOUNDATION, UPGRADE_PIECES);
    const program = pieces.replace(/# ---- The work -+\n[\s\S]*$/, driver);
    const said = execFileSync("perl", ["-"], { input: `${program}\n__END__\n${lines.join("\n")}` });
    const expected = lines.map((line) => {
      const [a = "", b = ""] = line.split(" ");
      return Math.sign(compareVersions(version(a), version(b)));
    });
    assert.deepEqual(said.toString().trim().split("\n").map(Number).map(Math.sign), expected);
  });

  it("is at least itself and everything before, and never more than it can know", () => {
    fc.assert(
      fc.property(versions, versions, (a, b) => {
        const known = isAtLeast(a, b);
        if (a.build !== undefined && b.build !== undefined) assert.equal(known, compareVersions(a, b) >= 0);
        if (a.major !== b.major || a.minor !== b.minor) assert.equal(known, compareVersions(a, b) > 0);
      }),
    );
    assert.equal(isAtLeast(version("3.3.3"), version("3.3.74992")), undefined);
    assert.equal(isAtLeast(version("3.4.0.1"), version("3.4.0")), true);
    assert.equal(isAtLeast(version("3.4.90000"), version("3.4.0")), true);
    assert.equal(isAtLeast(version("3.4.0"), version("3.4.1")), false);
  });
});

describe("software: product and package", () => {
  it("knows the lines that are never crossed", () => {
    const lines = {
      "IBM Aspera High-Speed Transfer Server": "server",
      "Aspera Enterprise Server": "server",
      "aspera-entsrv": "server",
      "ibm-aspera-hsts": "server",
      "ibm-aspera-hste": "endpoint",
      "IBM Aspera High-Speed Transfer Endpoint": "endpoint",
      "Aspera Point-to-Point": "endpoint",
      "Aspera Connect Server": "connect server",
      "Aspera Server On Demand": "On Demand",
      "Aspera On-Demand": "On Demand",
    };
    for (const [name, line] of Object.entries(lines)) assert.equal(productLine(name), line, name);
    assert.equal(productLine("nginx"), undefined);
  });

  const files: [string, string][] = [
    ["aspera-entsrv-3.3.74992-linux-64.rpm", "aspera-entsrv 3.3.74992 rpm"],
    ["/tmp/ibm-aspera-hsts-3.9.6.178540-linux-64.rpm", "ibm-aspera-hsts 3.9.6.178540 rpm"],
    ["ibm-aspera-hsts-4.3.1.184714-linux-64-release.rpm", "ibm-aspera-hsts 4.3.1.184714 rpm"],
    [
      "https://example.com/a/ibm-aspera-hsts-4.4.7.2224-linux-64-release.deb?x=1",
      "ibm-aspera-hsts 4.4.7.2224 deb",
    ],
  ];
  for (const [path, expected] of files) {
    it(`reads the name of ${path}`, () => {
      const found = parsePackageFile(path);
      assert.ok(found);
      assert.equal(`${found.name} ${formatVersion(found.version)} ${found.kind}`, expected);
    });
  }

  it("reads no other names", () => {
    for (const path of [
      "hsts.rpm",
      "nginx-1.2.3-1.rpm",
      "ibm-aspera-hsts-4.4.5.1646.tar.gz",
      "",
      "aspera--1.rpm",
    ])
      assert.equal(parsePackageFile(path), undefined, path);
  });
});

describe("software: the minimum", () => {
  const verdict = (product: string, text: string) => softwareVerdict({ product, version: text }).is;

  it("is 3.3.74992 of a package and 3.4.0 of Aspera On Demand", () => {
    const server = "Aspera Enterprise Server";
    assert.equal(verdict(server, "3.3.3.74992"), "new enough");
    assert.equal(verdict("aspera-entsrv", "3.3.74992-1"), "new enough");
    assert.deepEqual(softwareVerdict({ product: server, version: "3.3.3.74991" }), {
      is: "too old",
      version: "3.3.3.74991",
      minimum: "3.3.74992",
    });
    assert.equal(verdict("Aspera On Demand", "3.4.0"), "new enough");
    assert.equal(verdict("Aspera On Demand", "3.3.3.80000"), "too old");
    assert.equal(verdict("IBM Aspera High-Speed Transfer Server", "4.4.5.1646"), "new enough");
  });

  it("is not judged by what cannot be read", () => {
    assert.equal(verdict("unknown", "unknown"), "unknown");
    assert.equal(verdict("Aspera Enterprise Server", "3.3.3"), "unknown");
  });
});
