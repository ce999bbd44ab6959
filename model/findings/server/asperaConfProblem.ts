import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly asperaRoot: string;
  /** The agent's own sentence. */
  readonly problem: string;
}

export const asperaConfProblem = finding<Facts>({
  code: "server-aspera-conf-problem",
  owner: "operator",
  transient: false,
  text: ({ place, problem }) => `the docroot on ${place} cannot be edited: ${problem}`,
  hint: ({ asperaRoot }) =>
    `correct ${asperaRoot}/etc/aspera.conf on the server, check it with \`${asperaRoot}/bin/asuserdata -v\`, then run ` +
    "`pulumi up`; it changes nothing until then",
  meaning:
    "The file says two things about this user, or something that excludes a docroot, such as a file restriction. Which one " +
    "Aspera follows is not guessed. Transfers go on as they do now.",
  example: {
    place: "aspera.example.com:33001",
    asperaRoot: "/opt/aspera",
    problem: "this user has a file restriction at line 12, column 9 of aspera.conf",
  },
});
