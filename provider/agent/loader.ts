// What starts the agent where `keep` left it on the server: a few lines, so that a Command's input, which Pulumi's state
// keeps twice, holds no program.
import { agentProgram } from "./program";

/**
 * The file is taken only from the one who runs this (root, behind sudo), whom nobody else can write for, and whole: the sum of
 * its bytes tells one that was cut short.
 */
const LOADER = `our $TEXT;
chomp(my ($sum, $file) = (scalar <DATA>, scalar <DATA>));
if (open my $in, '<:raw', $file) {
    my @is = stat $in;
    local $/;
    $TEXT = <$in> if $is[4] == $> && !($is[2] & 022);
}
if (!defined $TEXT || unpack('%32C*', $TEXT) != $sum) {
    print STDERR "aspera-agent: the agent is no longer as it was kept in $file\\n",
        "hint: run \`pulumi up\` again: it looks at the server first, and brings the agent back\\n";
    exit 1;
}
eval $TEXT;
die $@ if $@;
`;

/**
 * Standard input of `perl -` for the agent as it is kept on the server.
 * @param file where `keep` left this process's agent.
 * @param lines the request, `key value` lines.
 */
export function keptAgentInput(file: string, lines: string): string {
  const sum = [...Buffer.from(agentProgram())].reduce((all, byte) => all + byte, 0);
  return `${LOADER}__END__\n${sum}\n${file}\n${lines}`;
}
