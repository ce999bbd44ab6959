import { finding } from "../finding";
import type { LoginFacts } from "../loginFacts";

export const noPerl = finding<LoginFacts>({
  code: "server-no-perl",
  owner: "operator",
  transient: false,
  text: ({ place }) => `perl is not installed on ${place}`,
  hint: () =>
    "check that connection.host is the Aspera server, whose package needs perl itself; if it is, as root: `yum install perl` or `apt-get install perl`",
  meaning:
    "The agent is a Perl program, so the server can neither be looked at nor changed. Transfers are not affected.",
  example: { place: "aspera.example.com:33001", user: "ec2-user" },
});
