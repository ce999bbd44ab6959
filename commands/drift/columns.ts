import {
  accessWords,
  docrootWords,
  linkWords,
  serverWords,
  serviceWords,
  TO_BE_APPLIED,
} from "./columnWords";
import type { Difference } from "./differences";
import type { Heard } from "./findings";
import type { Looked } from "./looked";
import { COMMAND, DOCROOT, LINK, SOFTWARE, seenOf } from "./resources";

/**
 * The parts of a stack, each with what is wrong with it, `ok`, `-` for what the stack does not have, `?` for not known.
 * What is wrong is told by codes and by names of properties; the findings beside them have the sentences.
 */
export interface Columns {
  /** Whether the Aspera server can be asked. */
  readonly server: string;
  /** Docroot and transfer user. */
  readonly docroot: string;
  /** Aspera's services and software. */
  readonly services: string;
  /** The proof from the server that the link stands. */
  readonly link: string;
  /** What the stack has in both AWS accounts: roles, trusts, policies, the profile, a launched server. */
  readonly access: string;
}

/** Of a stack that holds nothing. */
export const GONE_COLUMNS: Columns = { server: "-", docroot: "-", services: "-", link: "-", access: "-" };

export const UNKNOWN_COLUMNS: Columns = { server: "?", docroot: "?", services: "?", link: "?", access: "?" };

/** Observed properties of the services. */
const SERVICES = ["asperanoded", "asperatrapd", "s3Traffic"];

/** The same when more of the check failed: what is wrong is wrong, and what is not seen to be wrong is not known. */
export function asFarAsSeen(columns: Columns): Columns {
  const { server, docroot, services, link, access } = columns;
  const seen = (text: string) => (["ok", "-", TO_BE_APPLIED].includes(text) ? "?" : text);
  return { server, docroot: seen(docroot), services: seen(services), link: seen(link), access: seen(access) };
}

/** What each part is shown as, from what was seen, what differs and what was said. */
export function columnsOf(all: readonly Looked[], found: readonly Difference[], said: Heard): Columns {
  const of = (...types: readonly string[]) => found.filter(({ type }) => types.includes(type));
  const isService = ({ property = "" }: Difference) => SERVICES.includes(property);
  const [ofDocroot, ofSoftware, ofLink] = [of(DOCROOT, COMMAND), of(SOFTWARE), of(LINK)];
  const ofServices = [...ofDocroot.filter(isService), ...ofSoftware];
  const looked = seenOf(DOCROOT, all).length > 0;
  const unknown = ofDocroot.length > 0 ? "?" : "-";
  const elsewhere = found.filter(({ type }) => ![DOCROOT, COMMAND, SOFTWARE, LINK].includes(type));
  return {
    server: looked ? serverWords(said) : unknown,
    docroot:
      looked || ofDocroot.length > 0
        ? docrootWords(
            ofDocroot.filter((one) => !isService(one)),
            ofServices,
            said,
          )
        : "-",
    services: looked || ofSoftware.length > 0 ? serviceWords(ofServices, said) : unknown,
    link: ofLink.length > 0 || seenOf(LINK, all).length > 0 ? linkWords(ofLink, said) : "-",
    access: accessWords(elsewhere, said),
  };
}
