import { finding } from "../../../model/findings/finding";

/** The trust window of the server role opens later. */
export const trustWindowNotOpen = finding<{ readonly notBefore: string }>({
  code: "settings-trust-window-not-open",
  owner: "operator",
  transient: true,
  text: ({ notBefore }) => `aspera:serverRole.trustWindow does not open before ${notBefore}`,
  hint: () => "wait until then, or move `notBefore`",
  meaning: "Until the window opens, the server gets no credentials and no transfer works.",
  example: { notBefore: "2033-02-18T13:00:00Z" },
});
