import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  /** As `ascp -A` names it. */
  readonly product: string;
  readonly version: string;
  /** The oldest version that can. */
  readonly minimum: string;
}

export const softwareTooOld = finding<Facts>({
  code: "server-software-too-old",
  owner: "operator",
  transient: false,
  text: ({ place, product, version, minimum }) =>
    `the Aspera software on ${place} is too old to use a role: ${product} ${version}, older than ${minimum}`,
  hint: () =>
    "make a snapshot of the server, since there is no downgrade, then upgrade its package by hand or with the argument " +
    "`upgrade`",
  meaning:
    "This software only knows stored keys: pointed to a docroot without them, it fails every transfer of that user. So the " +
    "docroot is not touched.",
  example: {
    place: "aspera.example.com:33001",
    product: "Enterprise Server",
    version: "3.3.1.70000",
    minimum: "3.3.74992",
  },
});
