import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PIPELINES = join(__dirname, "../../pipelines");

/** How a run of a script ended. */
export interface ScriptRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder for one test, whose programs go before the machine's own. */
export class Programs {
  readonly folder = mkdtempSync(join(tmpdir(), "pipelines-"));

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, text: string): string {
    writeFileSync(this.path(name), text);
    return this.path(name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), "utf8");
  }

  /** Puts a program there. What it is called with goes to `NAME.calls`, a JSON list a line, before its `body` runs. */
  program(name: string, body: string): void {
    const calls = JSON.stringify(this.path(`${name}.calls`));
    const text = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require("node:fs");
const args = process.argv.slice(2);
appendFileSync(${calls}, JSON.stringify(args) + "\\n");
${body}`;
    chmodSync(this.write(name, text), 0o755);
  }

  /** What a program was called with since it was last asked. */
  calls(name: string): string[][] {
    const file = `${name}.calls`;
    if (!existsSync(this.path(file))) return [];
    const lines = this.read(file).trim().split("\n");
    this.write(file, "");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
  }

  /** Runs a script of pipelines/ in the folder. */
  run(script: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<ScriptRun> {
    const PATH = `${this.folder}:${process.env.PATH}`;
    const env = { HOME: this.folder, PATH, LANG: process.env.LANG, ...environment };
    return new Promise((resolve) => {
      const options = { cwd: this.folder, env, maxBuffer: 64 * 1024 * 1024 };
      execFile(join(PIPELINES, script), [...args], options, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
