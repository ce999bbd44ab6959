import { breakDocroot, healDocroot } from "./aspera";
import type { Breakage } from "./breakage";

/** Someone points acme's docroot at another bucket. */
export const docroot: Breakage<{ was: string; is: string }> = {
  plays: "acme's docroot in aspera.conf was edited by hand",
  break: ({ home }) => breakDocroot(home, () => "s3://s3.amazonaws.com/somebody-elses-bucket/"),
  heal: ({ home }, memory) => healDocroot(home, memory),
};
