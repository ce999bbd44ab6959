import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly roleName: string;
  /** Characters that all inline policies would have together, this stack's included. */
  readonly total: number;
  /** Characters of this stack's own. */
  readonly own: number;
  /** Characters that IAM allows. */
  readonly limit: number;
}

export const policyRoomFull = finding<Facts>({
  code: "preflight-policy-room-full",
  owner: "server account",
  transient: false,
  text: ({ roleName, total, own, limit }) =>
    `the inline policies of ${roleName} would have ${figure(total)} characters, this stack's ${figure(own)} included; IAM ` +
    `allows ${figure(limit)}`,
  hint: () => "give this customer another server, or `pulumi destroy` the stacks of former customers",
  meaning:
    "Every customer's stack adds one inline policy to the server role, and IAM limits all of them together. `pulumi up` would " +
    "be refused half-way.",
  example: { roleName: "aspera-server", total: 10_302, own: 172, limit: 10_240 },
});

const figure = (characters: number) => characters.toLocaleString("en-US");
