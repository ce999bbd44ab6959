import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly instanceId: string;
  /** As in the settings: `amiId`. */
  readonly property: string;
  readonly from: string;
  readonly to: string;
}

export const instanceProtected = finding<Facts>({
  code: "launch-instance-protected",
  owner: "operator",
  transient: false,
  text: ({ instanceId, property, from, to }) =>
    `aspera:server.instance.${property} changes from ${from} to ${to}, which replaces server ${instanceId}, and AWS refuses ` +
    "to terminate that one while it is protected",
  hint: ({ property, from }) =>
    [
      `lift the protection in an \`up\` of its own first: with ${property} ${from} as before, set ` +
        "`terminationProtection: false` in aspera:server.instance, and run `pulumi up`",
      "then make the change",
    ].join("\n"),
  meaning:
    "AWS terminates no protected instance, neither when it is replaced nor in `pulumi destroy`: the new server would run, the " +
    "old one beside it, and the stack would stay red.",
  example: {
    instanceId: "i-0123456789abcdef0",
    property: "amiId",
    from: "ami-0123456789abcdef0",
    to: "ami-0fedcba9876543210",
  },
});
