import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  /** What is wrong with the answer: `two answers`, `no JSON`, `something else at docroot`. */
  readonly got: string;
}

export const otherVersion = finding<Facts>({
  code: "server-other-version",
  owner: "operator",
  transient: false,
  text: ({ place, got }) => `the agent's answer from ${place} does not have the expected form: ${got}`,
  hint: () =>
    "run `npm ci`, so that plugin and agent are of one version, then try again; if it stays, report it",
  meaning:
    "The plugin and the agent that it sends do not belong together, as after an update that was not finished. Nothing is " +
    "concluded from such an answer. Transfers are not affected.",
  example: { place: "aspera.example.com:33001", got: "something else at docroot" },
});
