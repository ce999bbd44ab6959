import { assumeRefused } from "../../model/findings/link/assumeRefused";
import { observe } from "../docroot/observe";
import { ALL_WELL } from "../docroot/properties";
import { prove } from "../link/prove";
import type { HandoverInputs } from "./properties";

/** What came of a look at the server. */
export interface Look {
  /** Whether the user's docroot is the wanted one, asperanoded serves it, and a proof of the link was held and passed. */
  readonly inPlace: boolean;
  /** Whether the server was seen to carry the wanted server role. */
  readonly carriesRole: boolean;
}

/** Asks the server whether the wanted docroot is proven and in place. Never throws for what the world did. */
export async function look(inputs: HandoverInputs): Promise<Look> {
  const link = { ...inputs, required: true, wait: 0, fullProof: false, widerStillAllowed: true };
  const [{ answer }, wrong] = await Promise.all([observe(inputs), prove(link, false)]);
  const serves = answer?.same === true && answer.asperanoded === ALL_WELL.asperanoded;
  return {
    inPlace: serves && wrong === undefined,
    // The agent asks to assume the bucket role only after it saw that it carries this server role.
    carriesRole: wrong === undefined || wrong.code === assumeRefused.code,
  };
}
