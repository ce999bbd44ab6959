import { finding } from "../../../model/findings/finding";

/** The instance answers version 1 of the metadata service. */
export const metadataVersionOne = finding<Record<string, never>>({
  code: "settings-metadata-version-one",
  owner: "operator",
  transient: false,
  text: () => "aspera:server.instance allows version 1 of the instance metadata service",
  hint: () => "set `httpTokens: required`, unless the server's software is older than 4.x",
  meaning:
    "Any program on the server that can be tricked into fetching an address then obtains the server role's credentials.",
  example: {},
});
