import { LINK_STANDS } from "../../../model/link/facts";
import type { LinkInputs, LinkState } from "../../../provider/link/properties";
import { FACTS } from "../../model/link/facts";
import { CONNECTION } from "../connection";

/** What the program says of acme's link, defaults filled in. */
export const INPUTS: LinkInputs = {
  ...FACTS,
  access: [...FACTS.access],
  connection: CONNECTION,
  transferUser: "acme",
  externalId: "acme-4d1f",
  fullAccess: false,
  required: true,
  wait: 120,
  fullProof: false,
  widerStillAllowed: false,
};

/** What the resource remembers of it once it stands. */
export const STATE: LinkState = { ...INPUTS, ...LINK_STANDS, stood: true };
