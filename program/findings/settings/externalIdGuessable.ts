import { finding } from "../../../model/findings/finding";

/** Somebody could guess the external ID. */
export const externalIdGuessable = finding<{ readonly reason: string }>({
  code: "settings-external-id-guessable",
  owner: "operator",
  transient: false,
  text: ({ reason }) => `aspera:externalId can be guessed: ${reason}`,
  hint: () => "mint another one as docs/settings.md shows, and give it to both sides",
  meaning:
    "The external ID keeps other customers of the server from reaching this bucket through the same server role. One that can be guessed does not.",
  example: { reason: "it is shorter than 16 characters" },
});
