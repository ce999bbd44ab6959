import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { recordedRun } from "../../tools/driftFixture";
import { captured, FIXTURES } from "../commands/drift/fixtures";

const VOLATILE = { home: "/tmp/aspera-e2e-abc", ports: [[41234, 33001]] as const };

describe("recording drift fixtures", () => {
  it("makes two recordings of one thing the same", () => {
    const recorded = (home: string, port: number, random: string) => {
      const inputs = {
        host: "127.0.0.1",
        port,
        file: `${home}/ssh/id`,
        at: `http://127.0.0.1:${port}/`,
        random,
      };
      const urn = "urn:pulumi:dev::aspera::aspera:index:Link::customer-link";
      const step = {
        op: "refresh",
        urn,
        newState: { type: "aspera:index:Link", id: "x", inputs, outputs: inputs },
      };
      const other = {
        op: "refresh",
        urn: "urn:pulumi:dev::aspera::aws:iam/role:Role::a",
        newState: step.newState,
      };
      const steps = port === 1 ? [step, other] : [other, step];
      const stdout = JSON.stringify({ duration: port, steps, changeSummary: {} });
      return recordedRun({ code: 0, stdout, stderr: `at ${home}` }, { home, ports: [[port, 33001]] });
    };
    const one = recorded("/tmp/a", 1, "04da6b54-80e4-46f7-96ec-b56ff0331ba0");
    assert.deepEqual(one, recorded("/tmp/b", 2, "14da6b54-80e4-46f7-96ec-b56ff0331ba1"));
    const text = JSON.stringify(one);
    for (const kept of ["/sandbox/ssh/id", "http://127.0.0.1:33001/", "at /sandbox"])
      assert.ok(text.includes(kept), kept);
    assert.ok(!text.includes("outputs") && !text.includes("changeSummary"));
  });

  it("keeps the engine's words where it printed no JSON", () => {
    const stdout = `no such file ${VOLATILE.home}/x`;
    assert.deepEqual(recordedRun({ code: 255, stdout, stderr: "" }, VOLATILE), {
      code: 255,
      stdout: "no such file /sandbox/x",
      stderr: "",
    });
  });

  for (const name of FIXTURES) {
    it(`${name} is as the script writes it, and holds no secret`, () => {
      const text = readFileSync(join(__dirname, `../commands/drift/fixtures/${name}.json`), "utf8");
      const { program, world } = captured(name);
      const again = {
        program: recordedRun(program, VOLATILE),
        ...(world && { world: recordedRun(world, VOLATILE) }),
      };
      assert.deepEqual(again, JSON.parse(text));
      assert.doesNotMatch(text, /acme-5f0c6f2e9b7d4c1aa8e3|PRIVATE KEY|\/tmp\//);
    });
  }
});
