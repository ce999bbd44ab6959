import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  /** Account in which the names are taken. */
  readonly account: "server account" | "bucket account";
  /** What has our names: `role aspera-acme, inline policy aspera-s3 of role aspera-acme`. */
  readonly existing: string;
  readonly stack: string;
}

export const nameTaken = finding<Facts>({
  code: "preflight-name-taken",
  owner: ({ account }) => account,
  transient: false,
  text: ({ existing }) => `exists already, and this stack did not make it: ${existing}`,
  hint: ({ account, stack }) =>
    [
      ...(account === "server account"
        ? ["leave `create: true` out of aspera:serverRole when another stack makes this role; otherwise"]
        : []),
      "choose another name in the settings, or import what exists:",
      `npm run preflight -- --stack ${shellWord(stack)} --import existing.json`,
      `pulumi import --stack ${shellWord(stack)} --file existing.json --protect=false --generate-code=false`,
    ].join("\n"),
  meaning:
    "IAM names are unique within an account, so `pulumi up` would fail half-way. Two stacks that both own one role would each " +
    "undo what the other does.",
  example: {
    account: "bucket account",
    existing: "role aspera-acme, inline policy aspera-s3 of role aspera-acme",
    stack: "acme-prod",
  },
});
