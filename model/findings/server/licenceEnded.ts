import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly asperaRoot: string;
  /** Last day of the licence, `2027-01-31`. */
  readonly until: string;
}

export const licenceEnded = finding<Facts>({
  code: "server-licence-ended",
  owner: "operator",
  transient: false,
  text: ({ place, until }) => `the licence of Aspera on ${place} ended on ${until}`,
  hint: ({ asperaRoot }) =>
    `put the renewed licence from IBM into ${asperaRoot}/etc/aspera-license; \`${asperaRoot}/bin/ascp -A\` shows its last day`,
  meaning:
    "Without a licence every transfer of every customer on this server fails, whatever docroot and link say.",
  example: { place: "aspera.example.com:33001", asperaRoot: "/opt/aspera", until: "2027-01-31" },
});
