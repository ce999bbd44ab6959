// The agent's program: the Perl pieces of ./perl. They are sent to a server as one text (Perl 5.10 or newer, no modules
// beyond strict, warnings and Config).
import { readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(__dirname, "perl");

/** What every program for a server begins with: each piece stands on those before it. */
const FOUNDATION = [
  "header", // what it is; the variables that all pieces share
  "messages", // one JSON line on success, one sentence and a hint on failure
  "masking", // what may leave the server
  "sha256",
  "request", // `key value` lines behind the program
  "prove-request",
  "run-command", // never a shell, always a limit
  "curl", // credentials go in through a pipe
  "sigv4", // AWS Signature Version 4
  "xml-patterns", // names, text, and elements that hold nothing unusual
  "plain-entries", // users and groups by one match each
  "xml", // one pass over the bytes
  "docroots", // of one <path>: for every client, and for one address
  "aspera-conf", // where the user, the docroot and the Node API address are
  "restrictions", // they and a docroot exclude each other
  "transfer-rights", // read_allowed, write_allowed, dir_allowed; with a token, or without
  "sharing", // who else has what is ours
  "byte-ranges", // of a file, or of its text in memory
  "edit", // one value, or the elements that it needs
  "files", // whole or not at all
  "switch", // two names change files in one step
  "folders", // nobody but root may plant something on the way
  "asked-by", // a wait that nobody waits for ends
  "lock-and-backup", // and the note that a restart is owed
  "user-names", // user@domain and DOMAIN\\user
  "java-properties", // as Java reads them
  "owners", // whose a process or a port is
  "conf-writers", // who may write to aspera.conf
  "services", // services, health, transfers, users
  "software", // product and version
  "asuserdata", // the vendor's own reader
  "taken-up", // what it serves: its start against the times of the files that it read
  "restart",
  "instance", // which one of EC2 this is
  "observe", // looks, changes nothing
  "what-to-apply", // whether there is anything to do
  "node-api", // the docroot listed through Aspera's own reader
  "keep", // for the Command
  "apply", // and close: one transaction under one lock
  "probes", // one question each to the metadata service, STS and S3
  "own-object", // deleted, made, read back and deleted again
  "prove", // the link, shown with the server's own credentials
];

/** The last piece: does what the request says. */
const MAIN = ["main"];

let cached: string | undefined;

/** The whole agent, as it is sent to a server. Read once per process. */
export function agentProgram(): string {
  cached ??= perlProgram([FOLDER, [...FOUNDATION, ...MAIN]]);
  return cached;
}

/** Has the agent know its own text, which it keeps for the Command (perl/keep.pl). */
const STARTER = `our $TEXT = do { local $/ = "\\n__END__\\n"; my $text = <DATA>; chomp $text; $text };
eval $TEXT;
die $@ if $@;
`;

/** What standard input of `perl -` (or `sudo -n perl -`) begins with: all but the requests. */
export function agentHead(): string {
  return `${STARTER}__END__\n${agentProgram()}\n__END__\n`;
}

/** Standard input of `perl -` for one request. @param lines `key value` lines. */
export function agentInput(lines: string): string {
  return agentHead() + lines;
}

/** The agent without its last piece: what another program for a server is built on. */
export const AGENT_FOUNDATION: PerlPieces = [FOLDER, FOUNDATION];

/** A folder, and the names of the pieces in it, in their order. */
export type PerlPieces = readonly [folder: string, names: readonly string[]];

/**
 * A Perl program from pieces, in the order given.
 * @throws when a piece holds the mark that ends a program.
 */
export function perlProgram(...parts: readonly PerlPieces[]): string {
  const pieces = parts.flatMap(([folder, names]) =>
    names.map((name) => readFileSync(join(folder, `${name}.pl`), "utf8")),
  );
  const text = pieces.join("\n");
  if (/^__(END|DATA)__$/m.test(text)) throw new Error("expected no end mark inside the agent's program");
  return text;
}
