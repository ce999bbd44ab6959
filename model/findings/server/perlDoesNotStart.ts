import { finding } from "../finding";
import type { RefusedLogin } from "../loginFacts";

export const perlDoesNotStart = finding<RefusedLogin>({
  code: "server-perl-does-not-start",
  owner: "operator",
  transient: false,
  text: ({ place, line }) => `perl on ${place} does not start as it is installed: ${line}`,
  hint: ({ user }) =>
    `log in as ${user}: \`env | grep PERL\` must print nothing (PERL5OPT, PERL5LIB and PERL5DB steer perl; see \`~/.bashrc\`, ` +
    "`/etc/environment` and `~/.ssh/environment`), and `perl -Mstrict -Mwarnings -MConfig -e 'print 42'` must print 42",
  meaning:
    "Variables of the login, or missing modules of perl itself, keep the agent from being read. Nothing was changed. " +
    "Transfers are not affected.",
  example: {
    place: "aspera.example.com:33001",
    user: "ec2-user",
    line: "Can't locate Devel/Cover.pm in @INC",
  },
});
