import { randomBytes } from "node:crypto";
import type { ClientChannel } from "ssh2";
import { type Kept, kept } from "../ssh/output";
import { tooMuch } from "../ssh/ssh";
import { terminate } from "../ssh/sshConnection";
import type { SshResult, SshTarget } from "../ssh/sshTarget";
import { agentHead } from "./program";

/** What one request came to. */
export interface Asked extends SshResult {
  /** False when the process, or the way to it, ended before the request was done. */
  readonly done: boolean;
}

/** The agent on a server, which is sent once and does one request after another (agent/perl/main.pl). */
export class AgentProcess {
  private busy = false;
  private ended = false;
  private exitCode: number | null = null;
  private readonly stdout: Kept;
  private readonly stderr: Kept;
  private readonly endMark: RegExp;
  private settle: { resolve(asked: Asked): void; reject(error: Error): void } | undefined;

  /** @param channel of a `perl -` that was started and has read nothing. */
  constructor(
    private readonly channel: ClientChannel,
    target: SshTarget,
  ) {
    const token = randomBytes(8).toString("hex");
    this.endMark = new RegExp(`\\naspera-agent-end: ${token} ([0-9]+|signal)\\n$`);
    const look = () => this.lookForEnd();
    this.stdout = kept(channel, () => this.fail(tooMuch(target, "output")), look);
    this.stderr = kept(channel.stderr, () => this.fail(tooMuch(target, "error")), look);
    channel.on("exit", (code: number | null) => {
      this.exitCode = code;
    });
    // A program that ends early closes the channel; its exit status tells the story.
    channel.on("error", () => {});
    channel.on("close", () => {
      this.ended = true;
      this.told({ code: this.exitCode, done: false });
    });
    channel.write(`${agentHead()}many ${token}\n\n`);
  }

  /** Whether it may be asked. */
  get idle(): boolean {
    return !this.busy && !this.ended;
  }

  /** Whether it is at work. */
  get atWork(): boolean {
    return this.busy;
  }

  /** Has one request done; `idle` before. @param lines `key value` lines. @throws FindingError when it prints more than 1 MiB. */
  ask(lines: string): Promise<Asked> {
    this.busy = true;
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.channel.write(`${lines}\n`);
    });
  }

  /** Ends it: what it is at is told that nobody waits for it. */
  end(): void {
    if (this.ended) return;
    if (this.busy) terminate(this.channel);
    this.ended = true;
    this.channel.end();
  }

  /** The connection broke. */
  fail(error: Error): void {
    this.settle?.reject(error);
    this.settle = undefined;
    this.end();
    this.busy = false;
  }

  private lookForEnd(): void {
    const code = this.endMark.exec(this.stdout.text())?.[1];
    if (code === undefined || !this.endMark.test(this.stderr.text())) return;
    this.told({ code: code === "signal" ? null : Number(code), done: true });
  }

  private told({ code, done }: Pick<Asked, "code" | "done">): void {
    const { settle } = this;
    this.settle = undefined;
    this.busy = false;
    const text = (stream: Kept) => stream.taken().replace(this.endMark, "");
    settle?.resolve({ code, done, stdout: text(this.stdout), stderr: text(this.stderr) });
  }
}
