import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { layout } from "../server/layout";
import type { Breakage } from "./breakage";

/** asperanoded is stopped; `up` starts it. */
export const service: Breakage = {
  plays: "asperanoded is stopped",
  ...stopped("asperanoded"),
};

/** The object storage daemon is stopped: S3 does not work, and asperanoded does not notice. `up` does not start it. */
export const trapd: Breakage = {
  plays: "asperatrapd, the object storage daemon, is stopped",
  ...stopped("asperatrapd"),
};

function stopped(unit: string): Pick<Breakage, "break" | "heal"> {
  return {
    break({ home }) {
      if (!runs(home, unit)) throw new Error(`expected ${unit} to run, it is stopped already`);
      systemctl(home, "stop", unit);
      return {};
    },
    heal({ home }) {
      if (runs(home, unit)) return false;
      systemctl(home, "start", unit);
      return true;
    },
  };
}

function runs(home: string, unit: string): boolean {
  return spawnSync(program(home), ["is-active", "-q", unit]).status === 0;
}

function systemctl(home: string, verb: string, unit: string): void {
  execFileSync(program(home), [verb, unit], { stdio: ["ignore", "ignore", "pipe"] });
}

function program(home: string): string {
  return join(layout(home).root, "bin/systemctl");
}
