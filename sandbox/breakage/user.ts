import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { layout } from "../server/layout";
import { type Breakage, DEV } from "./breakage";

/** The system user is gone; its entry in aspera.conf stays. `up` creates no system users, so only `heal` restores it. */
export const user: Breakage<{ line: string }> = {
  plays: "the system user acme was deleted on the server",
  break({ home }) {
    const lines = passwd(home);
    const line = lines.find((text) => text.startsWith(`${DEV.transferUser}:`));
    if (line === undefined) throw new Error("expected a system user acme on the server, found none");
    write(
      home,
      lines.filter((text) => text !== line),
    );
    return { line };
  },
  heal({ home }, { line }) {
    const lines = passwd(home);
    if (lines.some((text) => text.startsWith(`${DEV.transferUser}:`))) return false;
    write(home, [...lines, line]);
    return true;
  },
};

function passwd(home: string): string[] {
  return readFileSync(join(layout(home).root, "etc/passwd"), "utf8")
    .trimEnd()
    .split("\n");
}

function write(home: string, lines: readonly string[]): void {
  writeFileSync(join(layout(home).root, "etc/passwd"), `${lines.join("\n")}\n`);
}
