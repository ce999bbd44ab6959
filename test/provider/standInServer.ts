import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerConnection } from "../../model/ssh/connection";
import { type SshHost, sshHost } from "../sandbox/plugins/command/sshHost";
import { CONNECTION } from "./connection";

/**
 * A server that is reached over real SSH and runs nothing: `perl` and `sudo` are stand-ins, which keep what they are sent
 * and answer one line.
 */
export class StandInServer {
  private constructor(
    private readonly host: SshHost,
    /** A folder of its own, for a test's files too. */
    readonly folder: string,
    private readonly path: string | undefined,
  ) {}

  /** @param answer what the agent answers; text is printed to standard error, with exit code 1. */
  static async start(answer: object | string): Promise<StandInServer> {
    const folder = mkdtempSync(join(tmpdir(), "stand-in-"));
    writeFileSync(
      join(folder, "answer"),
      typeof answer === "string" ? answer : `aspera-agent: ${JSON.stringify(answer)}\n`,
    );
    const print = typeof answer === "string" ? `cat ${folder}/answer >&2; exit 1` : `cat ${folder}/answer`;
    for (const name of ["perl", "sudo"]) {
      writeFileSync(join(folder, name), `#!/bin/sh\ncat > ${folder}/stdin\n${print}\n`);
      chmodSync(join(folder, name), 0o755);
    }
    const path = process.env.PATH;
    process.env.PATH = `${folder}:${path}`;
    return new StandInServer(await sshHost(), folder, path);
  }

  /** How it is reached. */
  get connection(): ServerConnection {
    const { port, hostKey, privateKey } = this.host;
    return { ...CONNECTION, host: "127.0.0.1", port, hostKey, privateKey };
  }

  /** What it was asked to run, in order. */
  get commands(): string[] {
    return this.host.commands;
  }

  /** What came behind the program the last time: the request, and a package where there was one. */
  request(): string {
    return readFileSync(join(this.folder, "stdin"), "utf8").split("\n__END__\n").at(-1) ?? "";
  }

  /** One value of that request, decoded; undefined when the request does not have it. */
  field(key: string): string | undefined {
    const value = new RegExp(`^${key}(?: (.*))?$`, "m").exec(this.request());
    return value ? decodeURIComponent(value[1] ?? "") : undefined;
  }

  stop(): void {
    this.host.close();
    process.env.PATH = this.path;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
