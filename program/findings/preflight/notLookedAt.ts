import { finding } from "../../../model/findings/finding";

interface Facts {
  /** What had to pass before. */
  readonly first: string;
}

export const notLookedAt = finding<Facts>({
  code: "preflight-not-looked-at",
  owner: "operator",
  transient: true,
  unseen: true,
  text: ({ first }) => `not looked at, because the check "${first}" did not pass`,
  hint: ({ first }) => `put right what "${first}" says, then run it again`,
  meaning: "Nothing is known of it. It may be well or not, so `pulumi up` should wait.",
  example: { first: "bucket account" },
});
