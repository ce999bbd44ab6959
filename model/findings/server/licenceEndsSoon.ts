import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly asperaRoot: string;
  /** Last day of the licence, `2027-01-31`. */
  readonly until: string;
  /** Whole days until then. */
  readonly days: number;
}

export const licenceEndsSoon = finding<Facts>({
  code: "server-licence-ends-soon",
  owner: "operator",
  transient: false,
  text: ({ place, until, days }) =>
    `the licence of Aspera on ${place} ends on ${until}, ${days === 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`}`,
  hint: ({ asperaRoot }) =>
    `put the renewed licence from IBM into ${asperaRoot}/etc/aspera-license; \`${asperaRoot}/bin/ascp -A\` shows its last day`,
  meaning:
    "When the licence has ended, every transfer of every customer on this server fails. It is told from 30 days before on.",
  example: { place: "aspera.example.com:33001", asperaRoot: "/opt/aspera", until: "2027-01-31", days: 12 },
});
