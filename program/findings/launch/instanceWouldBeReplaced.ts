import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly instanceId: string;
  /** As in the settings: `amiId`. */
  readonly property: string;
  readonly from: string;
  readonly to: string;
}

export const instanceWouldBeReplaced = finding<Facts>({
  code: "launch-instance-would-be-replaced",
  owner: "operator",
  transient: false,
  text: ({ instanceId, property, from, to }) =>
    `aspera:server.instance.${property} changes from ${from} to ${to}, which would replace the running server ${instanceId} ` +
    "and everything on it",
  hint: () =>
    "put the earlier value back; or, when every customer is off the server, set `allowReplace: true` in aspera:server",
  meaning: "A new instance knows nothing of the old one's users, licence and docroots.",
  example: {
    instanceId: "i-0123456789abcdef0",
    property: "amiId",
    from: "ami-0123456789abcdef0",
    to: "ami-0fedcba9876543210",
  },
});
