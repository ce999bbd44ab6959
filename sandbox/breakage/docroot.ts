import { breakDocroot, editDocroot } from "./aspera";
import type { Breakage } from "./breakage";

/** Somebody points acme's docroot to another bucket. */
export const docroot: Breakage<{ was: string; is: string }> = {
  plays: "somebody edits acme's docroot in aspera.conf",
  break: ({ home }) => breakDocroot(home, () => "s3://s3.amazonaws.com/somebody-elses-bucket/"),
  heal: ({ home }, { was, is }) => editDocroot(home, is, was),
};
