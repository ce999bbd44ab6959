import { finding } from "../finding";
import { type OneWay, opened } from "../oneWay";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly transferUser: string;
  readonly asperaRoot: string;
  readonly ways: readonly OneWay[];
}

export const tokenDemanded = finding<Facts>({
  code: "server-token-demanded",
  owner: "operator",
  transient: false,
  text: ({ place, transferUser, ways }) =>
    `transfer user ${transferUser} on ${place} transfers with a token only: ` +
    ways.map(({ way, state }) => `authorization_transfer_${way}_value is ${state}`).join(", "),
  hint: ({ transferUser, asperaRoot, ways }) =>
    [
      "where Shares, Faspex, Aspera on Cloud or the Node API start the transfers, that is as it should be: " +
        "set transferTokens to true",
      `for plain ascp, ${opened(asperaRoot, transferUser, ways)}`,
    ].join("\n"),
  meaning:
    "A plain `ascp` of this user ends before the bucket is asked. The users xfer and xfer2 of IBM's images are made so. A web " +
    "application, or the Node API, gives its clients the tokens.",
  example: {
    place: "aspera.example.com:33001",
    transferUser: "acme",
    asperaRoot: "/opt/aspera",
    ways: [
      { way: "in", state: "token by the user's entry" },
      { way: "out", state: "token by the user's entry" },
    ],
  },
});
