import assert from "node:assert/strict";
import { DEFAULT_PORTS, sandboxPorts } from "../../../sandbox/lifecycle/home";
import { portTaken } from "../../../sandbox/server/process/listen";

describe("sandbox: its ports", () => {
  const ports = (SANDBOX_PORTS?: string) => sandboxPorts({ SANDBOX_PORTS });

  it("are those of SANDBOX_PORTS in place of the default ones", () => {
    assert.deepEqual(ports(), DEFAULT_PORTS);
    assert.deepEqual(ports('{"accounts": 5566, "ssh": 43001}'), {
      ...DEFAULT_PORTS,
      accounts: 5566,
      ssh: 43001,
    });
  });

  it("are refused where they are none, with what was given", () => {
    for (const [text, got] of [
      ["5566", "got 5566\n"],
      ["[1]", "got [1]\n"],
      ["accounts=1", "got accounts=1\n"],
      ['{"node": 1}', "got the name node\n"],
      ['{"ssh": "22"}', 'got ssh: "22"\n'],
      ['{"ssh": 70000}', "got ssh: 70000\n"],
      ['{"ssh": 9092}', "got one port twice\n"],
    ] as const)
      assert.throws(() => ports(text), {
        message: new RegExp(`${got.replace(/[[\]]/g, "\\$&")}hint: export `),
      });
  });

  it("can be changed with the very words of the hint that a taken port gives", () => {
    const [, text] = /SANDBOX_PORTS='([^']+)'/.exec(portTaken(33001, "SSH").message) ?? [];
    assert.notDeepEqual(ports(text), DEFAULT_PORTS);
  });
});
