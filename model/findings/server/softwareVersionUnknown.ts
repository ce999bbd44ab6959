import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly asperaRoot: string;
}

export const softwareVersionUnknown = finding<Facts>({
  code: "server-software-version-unknown",
  owner: "operator",
  transient: false,
  unseen: true,
  text: ({ place }) => `not known whether the Aspera software on ${place} is new enough to use a role`,
  hint: ({ asperaRoot }) =>
    `run \`${asperaRoot}/bin/ascp -A\` on the server: it must show 3.3.74992 or newer, Aspera On Demand 3.4.0 or newer`,
  meaning:
    "Older software only knows stored keys and fails every transfer to a docroot without them. Every release from 3.4 on is " +
    "new enough.",
  example: { place: "aspera.example.com:33001", asperaRoot: "/opt/aspera" },
});
