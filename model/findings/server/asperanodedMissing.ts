import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly asperaRoot: string;
}

export const asperanodedMissing = finding<Facts>({
  code: "server-asperanoded-missing",
  owner: "operator",
  transient: false,
  text: ({ place }) => `asperanoded is not installed on ${place}`,
  hint: ({ asperaRoot }) =>
    `check that connection.host is the Aspera server, and connection.asperaRoot (${asperaRoot}) Aspera's folder on it`,
  meaning:
    "asperanoded serves the Node API and holds the configuration that transfers use. A host without it is no Aspera transfer " +
    "server, or its installation is broken.",
  example: { place: "aspera.example.com:33001", asperaRoot: "/opt/aspera" },
});
