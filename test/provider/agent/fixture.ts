// A private Aspera folder with stand-in tools, and a way to run the agent against it as a process.
// The stand-ins are small: asuserdata reads aspera.conf with regular expressions and knows only what the agent asks;
// systemctl keeps the state of one service in a file; curl reports that state instead of speaking HTTP; nothing here
// transfers, serves or validates as the vendor's software does.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AgentRun, parseApplyAnswer, parseObserveAnswer } from "../../../provider/agent/answer";
import { agentProgram } from "../../../provider/agent/program";
import { type AgentRequest, type ApplyRequest, requestLines } from "../../../provider/agent/request";

/** ARN of acme's bucket role, encoded as it stands in a docroot; and docroots that name it. */
export const MARK = "arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Faspera-acme";
export const EXTERNAL_ID = "acme-7f3c+9d";
export const WANTED = `s3://s3.amazonaws.com/acme-media/incoming?iam-role.arn=${MARK}&iam-role.external-id=acme-7f3c%2B9d`;
export const CLOSED = "/nonexistent/closed-by-aspera-stack";

const PERL = execFileSync("perl", ["-e", "print $^X"]).toString();

const ASUSERDATA = `#!/usr/bin/perl
# Stand-in: -v counts angle brackets, -u prints the docroot of a <user> whose <name> fits. Reads no defaults, no groups.
use strict;
my $root = '@ROOT@';
open my $in, '<', "$root/etc/aspera.conf" or exit 2;
my $x = do { local $/; <$in> };
if ($ARGV[0] eq '-v') {
    print "Syntax error: aspera.conf is invalid\\n" and exit 1 if ($x =~ tr/<//) != ($x =~ tr/>//) || -e "$root/red";
    print "aspera.conf OK\\n";
    exit 0;
}
$x =~ s/<!--.*?-->//gs;
my %e = (amp => '&', lt => '<', gt => '>', quot => '"', apos => "'");
my $plain = sub { my $t = shift; $t =~ s/<!\\[CDATA\\[(.*?)\\]\\]>|&(?:#(\\d+)|#x([0-9a-fA-F]+)|(\\w+));|(.)/defined $1 ? $1 : defined $2 ? chr $2 : defined $3 ? chr hex $3 : defined $4 ? $e{$4} : $5/gse; $t };
for my $u ($x =~ m{<user>(.*?)</user>}gs) {
    my ($n) = $u =~ m{<name[^>]*>\\s*(.*?)\\s*</name>}s;
    next unless defined $n && $plain->($n) eq $ARGV[1];
    $u =~ s{<absolute\\s[^>]*peer_ip[^>]*(?:/>|>.*?</absolute>)}{}gs;
    my ($d) = $u =~ m{<absolute[^>/]*>\\s*(.*?)\\s*</absolute>}s;
    $d = '' unless defined $d;
    $d =~ s/<\\?.*?\\?>//gs;
    print '  absolute: "' . $plain->($d) . "\\"\\n" if $d =~ /\\S/;
}
`;

const SYSTEMCTL = `#!/bin/sh
# Stand-in: one service, asperanoded; its state is the word in the file "noded". Knows five verbs.
echo "$*" >> @ROOT@/log
[ -f @ROOT@/no-systemd ] && exit 1
case "$1" in
  list-unit-files) case "$*" in *asperanoded*) echo "asperanoded.service enabled";; esac; exit 0;;
  is-active) [ "$2" = asperanoded ] && [ "$(cat @ROOT@/noded)" != stopped ];;
  is-enabled) exit 1;;
  show) [ -f @ROOT@/unit-user ] && printf 'User=%s\\n' "$(cat @ROOT@/unit-user)";;
  restart) [ -f @ROOT@/on-restart ] && { . @ROOT@/on-restart; }
    echo answers > @ROOT@/noded;;
esac
`;

const CURL = `#!/bin/sh
# Stand-in: prints status 200 when the file "noded" says "answers", else 000. Speaks no HTTP.
echo "curl $*" >> @ROOT@/curl-log
[ "$(cat @ROOT@/noded)" = answers ] && { printf 200; exit 0; }
printf 000; exit 7
`;

const GETENT = `#!/bin/sh
# Stand-in: knows the names in the file "system-users", one a line. Of several it prints those that it knows.
shift; missing=0
for name; do
  if grep -Fxq -- "$name" @ROOT@/system-users; then printf '%s:x:1001:1001::/home/x:/bin/aspshell\\n' "$name"; else missing=2; fi
done
exit $missing
`;

/** A fixture tree; `dispose` removes it. */
export class Fixture {
  readonly folder = mkdtempSync(join(tmpdir(), "aspera agent-"));
  readonly root = join(this.folder, "opt");
  readonly bin = join(this.folder, "bin");
  readonly conf = join(this.root, "etc/aspera.conf");

  constructor(conf: string | Buffer, users = ["acme", "globex"]) {
    for (const path of ["etc/trapd", "bin"]) mkdirSync(join(this.root, path), { recursive: true });
    mkdirSync(this.bin);
    chmodSync(this.folder, 0o755);
    for (const path of [this.root, join(this.root, "etc"), join(this.root, "bin")]) chmodSync(path, 0o755);
    writeFileSync(this.conf, conf, { mode: 0o644 });
    this.put("system-users", `${users.join("\n")}\n`);
    this.put("noded", "answers\n");
    mkdirSync(join(this.root, "net"));
    this.listening(0, 9092, 9091);
    this.tool("asuserdata", ASUSERDATA);
    this.tool(
      "asnodeadmin",
      '#!/bin/sh\n# Stand-in: writes down its words.\necho "asnodeadmin $*" >> @ROOT@/log\n',
    );
    this.tool(
      "ascp",
      '#!/bin/sh\n# Stand-in: prints a version.\necho "IBM Aspera ascp version 4.4.5.1646"\n',
    );
    this.system("systemctl", SYSTEMCTL);
    this.system("curl", CURL);
    this.system("getent", GETENT);
  }

  /** The kernel's table of sockets, as far as the agent sees it: this user listens on every address at these ports. */
  listening(uid: number, ...ports: number[]): void {
    const rows = ports.map((port, i) => {
      const hex = port.toString(16).toUpperCase().padStart(4, "0");
      return `   ${i}: 00000000:${hex} 00000000:0000 0A 00000000:00000000 00:00000000 00000000  ${uid}        0 0 1 x\n`;
    });
    this.put("net/tcp", `  sl  local_address rem_address   st\n${rows.join("")}`);
  }

  /** Writes a file below Aspera's folder. */
  put(path: string, text: string): void {
    writeFileSync(join(this.root, path), text);
  }

  /** A vendor tool in Aspera's bin folder; `@ROOT@` becomes that folder, quoted by nobody (no blanks in names of files). */
  tool(name: string, script: string): void {
    writeFileSync(join(this.root, "bin", name), this.at(script), { mode: 0o755 });
  }

  /** A system tool, found before the machine's own. */
  system(name: string, script: string): void {
    writeFileSync(join(this.bin, name), this.at(script), { mode: 0o755 });
  }

  private at(script: string): string {
    const quoted = script.startsWith("#!/bin/sh") ? `'${this.root}'` : this.root;
    return script.replaceAll("@ROOT@", quoted);
  }

  text(): string {
    return readFileSync(this.conf, "latin1");
  }

  log(): string[] {
    try {
      return readFileSync(join(this.root, "log"), "utf8").split("\n").filter(Boolean);
    } catch {
      return [];
    }
  }

  restarts(): number {
    return this.log().filter((line) => line.startsWith("restart")).length;
  }

  /** Names beside aspera.conf, those of the program's own files by default. */
  beside(pattern = /aspera-pulumi/): string[] {
    return readdirSync(join(this.root, "etc"))
      .filter((name) => pattern.test(name))
      .sort();
  }

  backups(): string[] {
    return this.beside(/^aspera\.conf\.aspera-pulumi-\d/);
  }

  request(over: Partial<ApplyRequest> = {}): ApplyRequest {
    return {
      mode: "apply",
      root: this.root,
      user: "acme",
      docroot: WANTED,
      externalId: EXTERNAL_ID,
      mark: MARK,
      expect: "none",
      toolWait: 5,
      healthWait: 3,
      lockWait: 20,
      ...over,
    };
  }

  /** @param program what runs `perl -`, with its words; default: nothing stands in between. */
  start(
    stdin: string | Buffer,
    env: Record<string, string> = {},
    [program = PERL, ...words]: readonly string[] = [PERL, "-"],
  ): { child: ChildProcess; done: Promise<Run> } {
    const child = spawn(program, words, {
      cwd: this.folder,
      env: { ...process.env, PATH: `${this.bin}:${process.env.PATH}`, ...env },
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (data) => out.push(data));
    child.stderr.on("data", (data) => err.push(data));
    child.stdin.on("error", () => {});
    // The stand-in for curl listens nowhere, so that the table of who does is one of the fixture's own.
    const ownTable = (text: string) => text.replace("'/proc/net'", () => `'${this.root}/net'`);
    child.stdin.end(
      typeof stdin === "string" ? ownTable(stdin) : Buffer.from(ownTable(stdin.toString("latin1")), "latin1"),
    );
    const done = new Promise<Run>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) =>
        resolve({
          code,
          signal,
          stdout: Buffer.concat(out).toString(),
          stderr: Buffer.concat(err).toString(),
          place: "this machine",
          user: "the test",
        }),
      );
    });
    return { child, done };
  }

  /** Runs the agent; `prelude` is Perl put in front of it (to make a system call fail), tests only. */
  run(request: AgentRequest | string, prelude = "", env: Record<string, string> = {}): Promise<Run> {
    const lines = typeof request === "string" ? request : requestLines(request);
    return this.start(`${prelude}\n${agentProgram()}\n__END__\n${lines}`, env).done;
  }

  async apply(over: Partial<ApplyRequest> = {}, prelude = "") {
    return parseApplyAnswer(await this.run(this.request(over), prelude));
  }

  async close(over: object = {}) {
    return parseApplyAnswer(
      await this.run({ ...this.request(), mode: "close", docroot: CLOSED, ...over } as AgentRequest),
    );
  }

  async observe(over: object = {}) {
    const { root, user, docroot, externalId, mark } = this.request();
    return parseObserveAnswer(
      await this.run({ mode: "observe", root, user, docroot, externalId, mark, ...over }),
    );
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A finished run. */
export interface Run extends AgentRun {
  readonly signal: NodeJS.Signals | null;
}

/** A plain aspera.conf with users acme (no docroot yet) and globex. */
export const PLAIN = `<?xml version='1.0' encoding='UTF-8'?>
<CONF version="2">
<server>
  <enable_http>true</enable_http>
  <http_port>9091</http_port>
</server>
<aaa>
  <realms>
    <realm>
      <users>
        <user>
          <name>globex</name>
          <file_system>
            <access>
              <paths>
                <path>
                  <absolute>s3://s3.amazonaws.com/globex-media/?storage-class=STANDARD</absolute>
                  <read_allowed>true</read_allowed>
                </path>
              </paths>
            </access>
          </file_system>
        </user>
        <user>
          <name>acme</name>
          <authorization/>
        </user>
      </users>
    </realm>
  </realms>
</aaa>
</CONF>
`;
