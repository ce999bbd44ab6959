import { breakDocroot, healDocroot } from "./aspera";
import type { Breakage } from "./breakage";

/** The docroot looks the same but has an external ID that is not ours: only the masked part differs. */
export const anotherExternalId: Breakage<{ was: string; is: string }> = {
  plays: "acme's docroot has another external ID",
  break: ({ home }) =>
    breakDocroot(home, (docroot) => docroot.replace(/(external-id=)[^&]+/, "$1globex-0f2d6c1e8a7b4d3f95ce")),
  heal: ({ home }, memory) => healDocroot(home, memory),
};
