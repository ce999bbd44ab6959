// The agent's pieces without its transaction, in one Perl process that takes many cases: for property tests and fuzzing.
// What it does not do: files, commands, services.
import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface, type Interface } from "node:readline";
import { agentProgram } from "../../../provider/agent/program";

const DRIVER = String.raw`
$| = 1;
while (defined(my $line = <STDIN>)) {
    chomp $line;
    my ($what, @args) = map { pack 'H*', $_ } split /,/, $line, -1;
    %ask = ('external-id' => '', mark => '', rights => '');
    my @said = eval {
        if ($what eq 'edit') {
            my ($xml, $user, $docroot) = @args;
            my $conf = conf_of(\$xml);
            my $found = find_user($conf, $user);
            refuse($found->{problem}, $found->{hint}) if $found->{problem};
            my @edits = edits_for($conf, $found, $user, $docroot);
            my $after = edited(\$xml, @edits);
            my $good = reads_as_wanted($after, $conf, $found, $user, $docroot) ? 'good' : 'bad';
            my $back = opposite(conf_of($after), \$xml, $user, $docroot, @edits);
            ('edited', $$after, $found->{value}, $good, $back ? $$back : '');
        }
        elsif ($what eq 'docroots') {    # name, docroot, name, docroot ... as the agent reads them
            my $conf = conf_of(\$args[0]);
            ('docroots', map { my $f = find_user($conf, $_); ($_, defined $f->{value} ? $f->{value} : "? $f->{problem}") } @{ $conf->{names} });
        }
        elsif ($what eq 'addresses') { ('addresses', node_addresses(conf_of(\$args[0]))) }
        elsif ($what eq 'request') {
            %ask = ();
            open DATA, '<', \$args[0];
            read_request(request_lines());
            ('request', map { ($_, $ask{$_}) } sort keys %ask);
        }
        elsif ($what eq 'mask') { @ask{'external-id', 'mark'} = @args[1, 2]; ('mask', masked($args[0]), owner_of($args[0])) }
        elsif ($what eq 'sha256') { ('sha256', unpack('H*', sha256($args[0])), fingerprint($args[0])) }
        elsif ($what eq 'because') { ('because', because({ status => 403, body => $args[0] })) }
        elsif ($what eq 'key') { ('key', key_denied({ status => $args[1] || 403, body => $args[0] })) }
        elsif ($what eq 'properties') { my $p = java_properties($args[0]); ('properties', $p ? map { ($_, $p->{$_}) } sort keys %$p : '?') }
        elsif ($what eq 'printable') { ('printable', printable($args[0])) }
        elsif ($what eq 'json') { ('json', json($args[0])) }
    };
    @said = ref $@ eq 'HASH' ? ('refused', told($@)) : ('crashed', "$@") if $@;
    print join(',', map { unpack 'H*', $_ } @said), "\n";
}
exit 0;
`;

/** The agent with its scanner alone: no pattern takes a plain element whole, so each file is gone through tag by tag. */
export function scannerAlone(program: string): string {
  const altered = program.replace("return qr/\\G(?:$pattern|(?!))/", "return qr/\\G(?!)/");
  assert.notEqual(altered, program);
  return altered;
}

/** A running process; ask, await, stop. */
export class Pieces {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: Interface;
  private readonly waiting: ((line: string) => void)[] = [];

  /** @param altered makes another program of the agent's; default: the agent as it is. */
  constructor(altered = (program: string) => program) {
    // Everything before the main piece, then our loop; the program comes by -e, so that standard input is free.
    const program = altered(agentProgram()).replace(/# ---- The work -+\n[\s\S]*$/, "");
    this.child = spawn("perl", ["-e", "my $n = <STDIN>; read STDIN, my $p, $n; eval $p; die $@ if $@"]);
    this.child.stdin.write(`${Buffer.byteLength(program + DRIVER)}\n${program}${DRIVER}`);
    this.child.stderr.pipe(process.stderr);
    this.lines = createInterface({ input: this.child.stdout });
    this.lines.on("line", (line) => this.waiting.shift()?.(line));
    this.child.on("close", () => {
      for (const done of this.waiting.splice(0)) done(Buffer.from("died").toString("hex"));
    });
  }

  /** Sends one case; resolves with what the pieces said, as bytes: kind first. */
  ask(what: string, ...args: (string | Buffer)[]): Promise<Buffer[]> {
    const line = [what, ...args].map((arg) => Buffer.from(arg as string).toString("hex")).join(",");
    return new Promise((resolve) => {
      this.waiting.push((answer) => resolve(answer.split(",").map((hex) => Buffer.from(hex, "hex"))));
      this.child.stdin.write(`${line}\n`);
    });
  }

  /** The same, as UTF-8 text. */
  async say(what: string, ...args: (string | Buffer)[]): Promise<string[]> {
    return (await this.ask(what, ...args)).map(String);
  }

  stop(): void {
    this.child.stdin.end();
  }

  /** Ends a process that hangs. */
  kill(): void {
    this.child.kill("SIGKILL");
  }
}
