import { finding } from "../../../model/findings/finding";

/** The stack may replace a docroot that is not its own. */
export const takeOverSet = finding<Record<string, never>>({
  code: "settings-take-over-set",
  owner: "operator",
  transient: false,
  text: () => "aspera:takeOver lets this stack replace a docroot that it did not set",
  hint: () => "remove it after this `pulumi up`",
  meaning: "Left in place, it would replace that docroot again, should its owner put it back.",
  example: {},
});
