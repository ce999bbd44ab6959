import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly roleName: string;
  /** Characters that all inline policies would have together, this stack's included. */
  readonly total: number;
  /** Characters of this stack's own. */
  readonly own: number;
  /** How many more of its kind there is room for. */
  readonly more: number;
  /** Characters that IAM allows. */
  readonly limit: number;
}

export const policyRoomLow = finding<Facts>({
  code: "preflight-policy-room-low",
  owner: "server account",
  transient: false,
  text: ({ roleName, total, own, limit, more }) =>
    `the inline policies of ${roleName} will have ${figure(total)} of ${figure(limit)} characters, this stack's ${figure(own)} ` +
    `included: room for ${more} more of its kind`,
  hint: () => "plan another server for the customers to come, or `pulumi destroy` the stacks of former ones",
  meaning:
    "Every customer's stack adds one inline policy to the server role, and IAM limits all of them together. This stack still " +
    "fits; soon the next will not.",
  example: { roleName: "aspera-server", total: 9_900, own: 172, more: 1, limit: 10_240 },
});

const figure = (characters: number) => characters.toLocaleString("en-US");
