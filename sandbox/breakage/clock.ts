import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { layout } from "../server/layout";
import type { Breakage } from "./breakage";

/** Seconds that the clock is ahead; AWS refuses a signature that is more than 300 off. */
const AHEAD = 400;

/**
 * The server's clock is off, for what is sent over SSH. The machine's own clock is left alone: a stand-in `perl`, found
 * before the real one, tells the agent another time. The emulator does not refuse a wrong time as AWS does, so what is
 * seen is the difference to the date in its answers.
 */
export const clock: Breakage = {
  plays: `the server's clock is ${AHEAD} s ahead`,
  break({ home }) {
    const { perl, library, module } = places(home);
    mkdirSync(library, { recursive: true });
    writeFileSync(
      module,
      `package SandboxClock; *CORE::GLOBAL::time = sub () { CORE::time() + ${AHEAD} }; 1;\n`,
    );
    const lines = [
      "#!/bin/sh",
      "# Stand-in for perl while the sandbox's clock is broken: the real one, with another time.",
      'real=$(PATH=$(echo "$PATH" | cut -d: -f2-) command -v perl)',
      `PERL5LIB='${library}' PERL5OPT=-MSandboxClock exec "$real" "$@"`,
      "",
    ];
    writeFileSync(perl, lines.join("\n"));
    chmodSync(perl, 0o755);
    return {};
  },
  heal({ home }) {
    const { perl, library } = places(home);
    if (!existsSync(perl)) return false;
    rmSync(perl);
    rmSync(library, { recursive: true, force: true });
    return true;
  },
};

function places(home: string): { perl: string; library: string; module: string } {
  const { root } = layout(home);
  const library = join(root, "lib-clock");
  return { perl: join(root, "bin/perl"), library, module: join(library, "SandboxClock.pm") };
}
