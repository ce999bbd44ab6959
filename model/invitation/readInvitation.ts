import * as v from "valibot";
import { accountOfArn, partitionOfArn, partitionOfRegion } from "../aws/arn";
import { isSecret, itemOf, membersOf, unwrapped } from "../schema/property";
import { fitToShow } from "../text/fitToShow";
import { INVITATION_VERSION, type Invitation, invitationSchema, MARK } from "./invitation";

/** One thing that is wrong with an invitation. Never holds the external ID. */
export interface InvitationFault {
  /** The member, `bucket.name`; empty for the document as a whole. */
  readonly member: string;
  readonly expected: string;
  readonly got: string;
  readonly hint: string;
}

/** An invitation, or what is wrong with it; never both. */
export type InvitationReading =
  | { readonly invitation: Invitation; readonly faults: readonly [] }
  | { readonly invitation?: undefined; readonly faults: readonly InvitationFault[] };

const AS_WRITTEN = "take the file as the operator's `npm run customer -- invite` wrote it, unchanged";
const HIDDEN = "[secret]";
const SHOWN = 100;

/** Reads an invitation, and finds every fault of its form at once. @param text what the file holds. */
export function readInvitation(text: string): InvitationReading {
  const document = parsed(text);
  const marked = typeof document === "object" && document !== null && Reflect.get(document, "invitation");
  if (marked !== MARK)
    return refused({ member: "", expected: "an invitation", got: "another file", hint: AS_WRITTEN });
  const { version, externalId } = document as Partial<Record<keyof Invitation, unknown>>;
  // What another version means by its members is not known here.
  if (version !== INVITATION_VERSION)
    return refused({
      member: "version",
      expected: String(INVITATION_VERSION),
      got: shown(version),
      hint: "bring your checkout to the operator's version of this program, or ask for an invitation from yours",
    });
  const result = v.safeParse(invitationSchema, document);
  if (!result.success) return refused(...result.issues.map((issue) => faultOf(issue, externalId)));
  const faults = contradictions(result.output);
  return faults.length > 0 ? refused(...faults) : { invitation: result.output, faults: [] };
}

/** Members that cannot be true together: the one that is said to be wrong is the one that follows from the others. */
function contradictions(invitation: Invitation): InvitationFault[] {
  const { partition, region, serverAccount, serverRole, externalId } = invitation;
  const faults: InvitationFault[] = [];
  const refuse = (member: string, expected: string, got: string) =>
    faults.push({ member, expected, got: got.includes(externalId) ? HIDDEN : got, hint: AS_WRITTEN });
  const ofRegion = partitionOfRegion(region);
  if (ofRegion !== partition)
    refuse("region", `a region of partition ${shown(partition)}`, `${shown(region)}, of ${ofRegion}`);
  if (partitionOfArn(serverRole.arn) !== partition)
    refuse("serverRole.arn", `a role of partition ${shown(partition)}`, shown(serverRole.arn));
  if (accountOfArn(serverRole.arn) !== serverAccount)
    refuse("serverRole.arn", `a role of account ${serverAccount}`, shown(serverRole.arn));
  return faults;
}

function refused(...faults: InvitationFault[]): InvitationReading {
  return { faults };
}

/** The document; undefined for anything but JSON. The parser's message would quote the text, which holds a secret. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param secret the external ID, which may also have got into another member. */
function faultOf(issue: v.BaseIssue<unknown>, secret: unknown): InvitationFault {
  const path = (issue.path ?? []).map(({ key }) => String(key));
  const member = fitToShow(path.join("."), SHOWN);
  if (issue.expected === "never")
    return { member, expected: "a known member", got: "another", hint: AS_WRITTEN };
  const schema = path.reduce<v.GenericSchema | undefined>(
    (outer, step) => outer && (membersOf(outer)?.[step] ?? itemOf(outer)),
    invitationSchema,
  );
  const expected = (schema && v.getDescription(unwrapped(schema))) ?? "another value";
  const hidden =
    (schema && isSecret(schema) && issue.input !== undefined) || (secret && issue.input === secret);
  const got = hidden ? HIDDEN : shown(issue.input);
  return { member, expected, got, hint: AS_WRITTEN };
}

/** A value as a message shows it: text quoted and cut, anything else by its kind. */
function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return JSON.stringify(fitToShow(value, SHOWN));
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
