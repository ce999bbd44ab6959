import type { ServerProperties } from "../server/loginTarget";
import type { Endpoints } from "./endpoints";

/**
 * What the Link resource is told and what it sees. The wanted value of everything that is seen is a constant, so that the
 * engine shows a link that does not stand as an ordinary property diff.
 */

/** What a proof comes to, in the words that people read in a diff. */
export interface LinkWords {
  /** `verified`, or what is wrong. */
  readonly link: string;
  /** Whose it is to mend, as far as that can be told from here; `nobody` when nothing is wrong. */
  readonly atFault: string;
  /** What to do next; `none` when nothing is wrong. */
  readonly nextStep: string;
}

/** What is to be proven. */
export interface LinkFacts extends Endpoints {
  /** Region of the server. */
  readonly region: string;
  /** ARN of the role that the server must carry. */
  readonly serverRole: string;
  /** ARN of the role that it assumes; empty in one account, where the server role holds the rights itself. */
  readonly bucketRole: string;
  readonly bucket: string;
  /** Folder inside the bucket: empty, or ending with a slash. */
  readonly prefix: string;
  /** Whether that role holds the right to list, and to upload. */
  readonly lists: boolean;
  readonly uploads: boolean;
}

/** Everything the program says. */
export interface LinkInputs extends ServerProperties, LinkFacts, LinkWords {
  readonly transferUser: string;
  /** Our external ID; a secret; empty in one account. */
  readonly externalId: string;
  /** The docroot that the server is pointed to, raw; a secret. */
  readonly wanted: string;
  /** Node user and password that list it through Aspera, the password a secret; empty for none. */
  readonly nodeUser: string;
  readonly nodePassword: string;
  /** False: an `up` goes on although the link does not stand. */
  readonly required: boolean;
  /** How long an `up` waits for the link to stand, in seconds. */
  readonly wait: number;
  /** True: every refresh asks for what must be refused, too. */
  readonly fullRefresh: boolean;
}

/** What the resource remembers; the same, with the words of what was seen last. */
export type LinkState = LinkInputs;

/** The constants of a clean preview. */
export const LINK_STANDS: LinkWords = { link: "verified", atFault: "nobody", nextStep: "none" };
