import { finding } from "../finding";
import { type OneWay, opened } from "../oneWay";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly transferUser: string;
  readonly asperaRoot: string;
  readonly ways: readonly OneWay[];
}

export const transfersDenied = finding<Facts>({
  code: "server-transfers-denied",
  owner: "operator",
  transient: false,
  text: ({ place, transferUser, ways }) =>
    `aspera.conf on ${place} does not let transfer user ${transferUser} transfer: ` +
    ways.map(({ way, state }) => `authorization_transfer_${way}_value is ${state}`).join(", "),
  hint: ({ transferUser, asperaRoot, ways }) => opened(asperaRoot, transferUser, ways),
  meaning:
    "Aspera refuses these transfers before the bucket is asked, with a token and without. `in` is what is uploaded to the " +
    "server, `out` what is downloaded. Where the default section denies, as the STIG asks, every user needs values of its own.",
  example: {
    place: "aspera.example.com:33001",
    transferUser: "acme",
    asperaRoot: "/opt/aspera",
    ways: [{ way: "in", state: "denied by the default section" }],
  },
});
