import { finding } from "../finding";
import type { RefusedLogin } from "../loginFacts";

export const profileInTheWay = finding<RefusedLogin>({
  code: "server-profile-in-the-way",
  owner: "operator",
  transient: false,
  text: ({ place, user, line }) =>
    `what was sent to perl on ${place} did not reach it whole${line === "" ? "" : `: ${line}`}; a start-up file of login ${user} ends the session, or reads its input`,
  hint: ({ user }) =>
    `\`echo 'print 42' | ssh ${user}@HOST perl -\` must print 42; in that login's \`~/.bashrc\` (or \`~/.zshenv\`, \`~/.cshrc\`), ` +
    "and in `/etc/bashrc`, return first where there is no terminal: `[ -t 0 ] || return`",
  meaning:
    "Shells read start-up files for commands over SSH, too. One that exits, starts another shell, or reads standard input " +
    "takes the agent's program away. Nothing was changed. Transfers are not affected.",
  example: { place: "aspera.example.com:33001", user: "ec2-user", line: "" },
});
