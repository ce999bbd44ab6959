import { typeOf } from "./digest";
import type { Looked } from "./looked";

/** What our plugin observes of a docroot. */
export const DOCROOT = "aspera:index:Docroot";
/** The proof of a link. */
export const LINK = "aspera:index:Link";
/** The server's software, where a stack upgrades it. */
export const SOFTWARE = "aspera:index:ServerSoftware";
/** What applies a docroot. */
export const COMMAND = "command:remote:Command";

/** Properties of a resource. */
export type Properties = Readonly<Record<string, unknown>>;

/** The properties of the resources of a type as they were read. */
export function seenOf(type: string, looked: readonly Looked[]): Properties[] {
  return looked.flatMap(({ urn, read }) => (typeOf(urn) === type && read?.inputs ? [read.inputs] : []));
}
