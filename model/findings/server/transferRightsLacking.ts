import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly transferUser: string;
  readonly asperaRoot: string;
  /** `read`, `write` or `dir`, and by whom it is denied. */
  readonly lacking: readonly { readonly right: string; readonly state: string }[];
}

export const transferRightsLacking = finding<Facts>({
  code: "server-transfer-rights-lacking",
  owner: "operator",
  transient: false,
  text: ({ place, transferUser, lacking }) =>
    `aspera.conf on ${place} does not let transfer user ${transferUser} do what this link is for: ` +
    lacking.map(({ right, state }) => `${right}_allowed is ${state}`).join(", "),
  hint: ({ transferUser, asperaRoot, lacking }) =>
    `as root on the server: \`${asperaRoot}/bin/asconfigurator -x 'set_user_data;user_name,${transferUser}` +
    `${lacking.map(({ right }) => `;${right}_allowed,true`).join("")}'\`, then restart asperanoded`,
  meaning:
    "The role may do in the bucket what was bought, but Aspera refuses it before the bucket is asked (ascp ends with code 5 or " +
    "51). Where the default section denies, as the STIG asks, every user needs values of its own.",
  example: {
    place: "aspera.example.com:33001",
    transferUser: "acme",
    asperaRoot: "/opt/aspera",
    lacking: [{ right: "write", state: "denied by the default section" }],
  },
});
