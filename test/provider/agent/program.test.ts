import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AGENT_FOUNDATION, agentProgram, perlProgram } from "../../../provider/agent/program";
import { UPGRADE_PIECES } from "../../../provider/software/upgradeRequest";

/** Every Perl program for a server: its folder, and its pieces in their order. */
const [FOLDER, FOUNDATION] = AGENT_FOUNDATION;
const PROGRAMS = [[FOLDER, [...FOUNDATION, "main"]], UPGRADE_PIECES] as const;

const CODE = agentProgram().replace(/(^|\s)#(?!["'`]).*$/gm, "$1");

describe("agent: the program for old servers", () => {
  it("compiles with warnings fatal", () => {
    const done = spawnSync("perl", ["-Mwarnings=FATAL,all", "-c", "-"], { input: agentProgram() });
    assert.equal(done.stderr.toString().trim(), "- syntax OK");
  });

  // RHEL 8 and 9 pack Digest::SHA, JSON::PP, File::Temp, Time::HiRes, Fcntl, POSIX, IO, Errno, Socket ... apart from
  // perl-interpreter and perl-libs; these three are in perl-libs on every release.
  it("loads nothing but strict, warnings and Config", () => {
    const loaded = [...CODE.matchAll(/^\s*(?:use|require)\s+([\w:.]+)/gm)].map((match) => match[1]);
    assert.deepEqual(loaded, ["5.010", "strict", "warnings", "Config"]);
    const done = spawnSync("perl", ["-"], {
      input: `${agentProgram().replace("my @request = request_lines", "print join ' ', sort keys %INC; exit 0;\n$&")}`,
    });
    const modules = done.stdout
      .toString()
      .split(" ")
      .filter((name) => !name.startsWith("/") && !/^Config/.test(name));
    assert.deepEqual(modules, ["strict.pm", "warnings.pm"]);
  });

  it("uses nothing newer than Perl 5.10, as far as its text shows", () => {
    const newer: [string, RegExp][] = [
      ["s///r, tr///r (5.14)", /\b(?:s|tr|y)([{/])(?:[^\\]|\\.)*?\1[a-z]*r[a-z]*\b\s*[;)]/],
      ["package NAME { } (5.14)", /^package\s+\S+\s*\{/m],
      ["say, state, given, when", /^\s*(?:say|state|given|when)\b/m],
      ["postfix dereference (5.20)", /->[@$%]\*/],
      ["signatures (5.20)", /^sub \w+\s*\(/m],
      ["key/value slices (5.20)", /%\w+[[{]/],
      ["__SUB__, fc, evalbytes (5.16)", /__SUB__|\bfc\(|\bevalbytes\b/],
      ["<<~ (5.26)", /<<~/],
      ["isa, try (5.32)", /\bisa\b|\btry\s*\{/],
      ["keys on a reference (5.14)", /\b(?:keys|values|each|push|splice)\s+\$\w/],
      ["\\x{} names, \\N (5.12)", /\\N\b/],
    ];
    for (const [what, pattern] of newer) assert.doesNotMatch(CODE, pattern, what);
  });

  it("asks no curl for what the oldest lacks", () => {
    assert.doesNotMatch(CODE, /--aws-sigv4|--fail-with-body|--json|--retry-all-errors/);
  });

  it("starts no shell: no backticks, no system, no one-word exec, no two-argument open", () => {
    const bare = CODE.replace(/'[^'\n]*'|"[^"\n]*"/g, "''");
    assert.doesNotMatch(bare, /`|\bqx\b|\bsystem\b|\bglob\b/);
    const execs = new Set(CODE.match(/\bexec\b.*$/gm));
    assert.deepEqual([...execs].sort(), ["exec {$file} $file, @words;", "exec';"]);
    for (const open of CODE.match(/\bopen\s+(?:my )?\S+,.*$/gm) ?? [])
      assert.match(open, /open (my \$\w+|STD\w+), +'[+<>&:a-z]+', /);
  });

  it("avoids what makes Perl copy the whole file at every match", () => {
    assert.doesNotMatch(CODE, /\$&|\$`|\$'(?=\s|;)/);
  });

  it("is made of pieces that can be read one by one", () => {
    for (const [folder, names] of PROGRAMS) {
      for (const name of names) {
        // Named for what it holds: its place is in the list, and not in its name.
        assert.match(name, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
        const lines = readFileSync(join(folder, `${name}.pl`), "utf8").split("\n");
        assert.ok(lines.length <= 160, `${name} has ${lines.length} lines`);
        for (const line of lines) assert.ok(line.length <= 165, `${name}: ${line}`);
      }
    }
  });

  it("lists exactly the pieces that are there, each once, the one that does the work last", () => {
    for (const [folder, names] of PROGRAMS) {
      assert.deepEqual(names.map((name) => `${name}.pl`).sort(), readdirSync(folder).sort(), folder);
      assert.equal(names.at(-1), "main");
    }
  });

  it("sends the pieces of the list in its order, and nothing else", () => {
    const text = (folder: string, names: readonly string[]) =>
      names.map((name) => readFileSync(join(folder, `${name}.pl`), "utf8")).join("\n");
    const [agent, upgrade] = PROGRAMS;
    assert.equal(agentProgram(), text(...agent));
    assert.equal(
      perlProgram(AGENT_FOUNDATION, UPGRADE_PIECES),
      `${text(FOLDER, FOUNDATION)}\n${text(...upgrade)}`,
    );
  });

  it("refuses a piece that holds the mark that ends a program", () => {
    const folder = mkdtempSync(join(tmpdir(), "pieces-"));
    try {
      for (const mark of ["__END__", "__DATA__"]) {
        writeFileSync(join(folder, "one.pl"), `1;\n${mark}\n`);
        assert.throws(() => perlProgram([folder, ["one"]]), /no end mark/);
      }
      writeFileSync(join(folder, "one.pl"), "# __END__ and __DATA__\n");
      assert.equal(perlProgram([folder, ["one"]]), "# __END__ and __DATA__\n");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
