import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A `pulumi` of the tests' own: a shell script that keeps how it was called and what it read, and answers from files. */
export class FakeEngine {
  private readonly folder = mkdtempSync(join(tmpdir(), "engine-"));
  private readonly path = process.env.PATH;

  /**
   * @param answers by the first words of a call, such as `stack export`: what is printed, or a failure. A list is one answer
   * a call, the last one again and again.
   */
  constructor(answers: Readonly<Record<string, Answer | readonly Answer[]>>) {
    const cases = Object.entries(answers).map(([words, answer], at) => {
      const all = Array.isArray(answer) ? (answer as Answer[]) : [answer as Answer];
      all.forEach((one, turn) => {
        const { text, code } = typeof one === "object" && "fails" in one ? failing(one) : printing(one);
        writeFileSync(join(this.folder, `${at}.${turn}`), text);
        writeFileSync(join(this.folder, `${at}.${turn}.code`), String(code));
      });
      return `"${words} "*) at=${at} last=${all.length - 1} ;;`;
    });
    const script = [
      "#!/bin/sh",
      `cd ${this.folder}`,
      'echo "$*" >> calls',
      'case "$1 $2 " in "config set ") cat > input ;; esac',
      'case "$1 $2 " in',
      ...cases,
      '*) case "$1 " in',
      ...cases,
      '*) echo "error: the test has no answer for $*" >&2; exit 1 ;; esac ;; esac',
      "turn=$(cat $at.turn 2>/dev/null || echo 0); [ $turn -gt $last ] && turn=$last",
      "echo $((turn + 1)) > $at.turn",
      "code=$(cat $at.$turn.code); [ $code = 0 ] && cat $at.$turn || cat $at.$turn >&2",
      "exit $code",
      "",
    ].join("\n");
    writeFileSync(join(this.folder, "pulumi"), script);
    chmodSync(join(this.folder, "pulumi"), 0o755);
    process.env.PATH = `${this.folder}:${this.path}`;
  }

  /** Every call, in order, without what every call has. */
  get calls(): string[] {
    const file = join(this.folder, "calls");
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return lines.map((line) => line.replace(" --non-interactive --color never", ""));
  }

  /** What the last `config set` read. */
  get input(): string {
    return readFileSync(join(this.folder, "input"), "utf8");
  }

  stop(): void {
    process.env.PATH = this.path;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A document that is printed, or why a call fails. */
export type Answer = object | { readonly fails: string };

function failing({ fails }: { fails: string }) {
  return { text: `error: ${fails}\n`, code: 255 };
}

function printing(document: object) {
  return { text: JSON.stringify(document), code: 0 };
}
