// What starts the agent where `keep` left it on the server: a few lines, so that a Command's input, which Pulumi's state
// keeps twice, holds no program.
import { agentProgram } from "./program";

/**
 * The file is taken only from the one who runs this (root, behind sudo), whom nobody else can write for, and whole: the sum of
 * its bytes tells one that was cut short. Terse, and without what JSON escapes, since each letter is in the state three times.
 */
const LOADER = [
  "our $TEXT;chomp(my($sum,$file)=map{scalar readline DATA}1,2);",
  "if(sysopen my $in,$file,0){binmode $in;local $/;$TEXT=readline $in if -O $in and not 18 & (stat _)[2]}",
  "if(!defined $TEXT or $sum!=unpack '%32C*',$TEXT){print STDERR qq(aspera-agent: $file is not the agent as it was kept",
  "hint: run `pulumi up` again, which brings it back",
  ");exit 1}",
  "eval $TEXT;die $@ if $@;",
  "",
].join("\n");

/**
 * Standard input of `perl -` for the agent as it is kept on the server.
 * @param file where `keep` left this process's agent.
 * @param lines the request, `key value` lines.
 */
export function keptAgentInput(file: string, lines: string): string {
  const sum = [...Buffer.from(agentProgram())].reduce((all, byte) => all + byte, 0);
  return `${LOADER}__END__\n${sum}\n${file}\n${lines}`;
}
