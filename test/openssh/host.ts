import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { restartCount } from "../../sandbox/server";
import { writeFiles } from "../../sandbox/server/folder/files";
import { writePrograms } from "../../sandbox/server/folder/programs";
import { readAsperaConf } from "../../sandbox/server/host/conf/asperaConf";
import type { HostPorts } from "../../sandbox/server/host/settings";
import { layout } from "../../sandbox/server/layout";

/** What it is started with. */
export interface OpenSshOptions {
  /** Ports on 127.0.0.1: of its sshd, of its asperanoded, of its jump host. */
  readonly ports: { readonly ssh: number; readonly noded: number; readonly jump: number };
  /** URL of the emulated AWS accounts, where its stand-in transfer finds S3. */
  readonly accountsEndpoint: string;
  /** The emulated instance that it plays, whose id is also the password of its node users. */
  readonly instanceId: string;
  /** Port of that instance's metadata; left out, it has no credentials. */
  readonly metadata?: number;
}

/**
 * A host of its own that a real OpenSSH server leads to: namespaces of mounts, processes and the host name; the network
 * is this machine's, on 127.0.0.1. host.sh makes it, and ends with its standard input, so with the tests at the latest.
 */
export class OpenSshHost {
  private constructor(
    readonly folder: string,
    private readonly child: ChildProcess,
    /** Host key of the server, as it is now. */
    public hostKey: string,
    /** Host key of the jump host. */
    readonly jumpHostKey: string,
  ) {}

  /** Starts one; needs root. */
  static async start(options: OpenSshOptions): Promise<OpenSshHost> {
    // Not below $TMPDIR, which may be on one of the folders that the host has its own of.
    const folder = mkdtempSync("/tmp/aspera-openssh-");
    chmodSync(folder, 0o755);
    for (const name of ["keys", "log", "run", "server"]) mkdirSync(join(folder, name));
    chmodSync(join(folder, "keys"), 0o700);
    makeKey(join(folder, "keys/plain"), "");
    makeKey(join(folder, "keys/locked"), PASSPHRASE);
    const place = layout(folder);
    const ports: HostPorts = {
      ssh: options.ports.ssh,
      noded: options.ports.noded,
      metadata: options.metadata ?? 0,
    };
    const { accountsEndpoint, instanceId } = options;
    writeFiles(place, {
      accountsEndpoint,
      serverAccount: "111122223333",
      instanceId,
      region: "us-east-1",
      httpTokens: "optional",
      ports,
    });
    writePrograms(place);
    const child = spawn(
      "unshare",
      [
        ..."--mount --uts --pid --fork --mount-proc --kill-child bash".split(" "),
        join(__dirname, "host.sh"),
        folder,
        String(options.ports.ssh),
        String(options.ports.jump),
      ],
      { stdio: ["pipe", "pipe", "pipe"], env: { PATH: process.env.PATH, LANG: "C.UTF-8" } },
    );
    try {
      const { said } = await answerOf(child);
      const [hostKey = "", jumpHostKey = ""] = said.trim().split("\n").slice(-2);
      return new OpenSshHost(folder, child, hostKey, jumpHostKey);
    } catch (error) {
      child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Runs a shell command on the host, as root. @throws when it fails, with what it said. */
  async run(command: string): Promise<string> {
    this.child.stdin?.write(`${command}\n`);
    const { said, code } = await answerOf(this.child);
    if (code !== "0") throw new Error(`${command}: ended with ${code}: ${said}`);
    return said;
  }

  /** Gives the server another host key, as one that was built anew has. */
  async changeHostKey(): Promise<void> {
    const key = "/etc/ssh/aspera_key";
    await this.run(`rm -f ${key}* && ssh-keygen -q -t ed25519 -N '' -f ${key}`);
    await this.run("kill -HUP $(cat /run/aspera.pid) && sleep 0.3");
    this.hostKey = (await this.run(`cut -d' ' -f1,2 ${key}.pub`)).trim();
  }

  /** File of a private key that every login takes: `plain`, or `locked` with PASSPHRASE. */
  key(name: "plain" | "locked"): string {
    return join(this.folder, "keys", name);
  }

  get asperaConf(): string {
    return layout(this.folder).asperaConf;
  }

  /** The raw docroot that counts for a user. */
  docrootOf(user: string): string | undefined {
    return readAsperaConf(this.asperaConf).user(user).docroot;
  }

  /** How often asperanoded was restarted. */
  get restarts(): number {
    return restartCount(this.folder);
  }

  /** What sshd noted: every login with its user, one a line. */
  log(name: "aspera" | "jump"): string {
    return readFileSync(join(this.folder, "log", `${name}.log`), "utf8");
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.stdin?.end();
    const clock = setTimeout(() => this.child.kill("SIGKILL"), 5000);
    await gone;
    clearTimeout(clock);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What the key `locked` is encrypted with. */
export const PASSPHRASE = "correct horse battery";

function makeKey(file: string, passphrase: string): void {
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", passphrase, "-C", "", "-f", file]);
}

/** What the host says until its next `--- WORD` line. */
function answerOf(child: ChildProcess): Promise<{ said: string; code: string }> {
  return new Promise((resolve, reject) => {
    let [out, err] = ["", ""];
    const settle = (act: () => void) => {
      clearTimeout(clock);
      child.stdout?.off("data", onOut);
      child.stderr?.off("data", onErr);
      child.off("exit", onExit);
      act();
    };
    const onOut = (chunk: Buffer) => {
      out += chunk;
      const end = /\n--- (\w+)\n/.exec(out);
      if (end) settle(() => resolve({ said: out.slice(0, end.index), code: end[1] ?? "" }));
    };
    const onErr = (chunk: Buffer) => {
      err += chunk;
    };
    const onExit = () => settle(() => reject(new Error(`the OpenSSH host ended: ${out}${err}`)));
    const clock = setTimeout(
      () => settle(() => reject(new Error(`the OpenSSH host said nothing within 30 s: ${out}${err}`))),
      30_000,
    );
    child.stdout?.on("data", onOut);
    child.stderr?.on("data", onErr);
    child.on("exit", onExit);
  });
}
