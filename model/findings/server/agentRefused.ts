import { finding } from "../finding";

interface Facts {
  /** The agent's own sentence. */
  readonly sentence: string;
  /** Its next step. */
  readonly hint: string;
}

export const agentRefused = finding<Facts>({
  code: "server-agent-refused",
  owner: "operator",
  transient: false,
  text: ({ sentence }) => sentence,
  hint: ({ hint }) => hint,
  meaning:
    "The agent ran on the server and refused before it changed anything, or failed and undid its change; its message says " +
    "which. Unless it says otherwise, transfers go on with the docroot as it was.",
  example: {
    sentence: "another run has been at work for 60 s",
    hint: "see what it does, or try again; nothing was changed",
  },
});
