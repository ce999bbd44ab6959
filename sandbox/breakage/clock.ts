import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { layout } from "../server/layout";
import type { Breakage } from "./breakage";

/** Seconds; AWS refuses signatures that are more than 300 s off. */
const AHEAD = 400;

/**
 * The server's clock is wrong for everything that runs over SSH. The machine's own clock is left alone: a stand-in `perl`,
 * first on PATH, shifts the agent's time. The emulator does not refuse a wrong time as AWS does, so all there is to see is
 * the difference from the date in its answers.
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
      "# Stand-in for perl while the sandbox's clock is broken: the real one, with its time shifted.",
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
