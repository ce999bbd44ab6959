/** Why a template of the docroot is refused. */
export interface TemplateFault {
  /** What was found; left out where the text itself may be shown. */
  readonly got?: string;
  /** What would be accepted instead; left out where the grammar says it. */
  readonly expected?: string;
  /** The next step. */
  readonly hint: string;
}

/** What a docroot's template has to fit. */
export interface TemplateStack {
  /** Folder inside the bucket; empty or left out for the whole bucket. */
  readonly prefix?: string;
  /** Whether a role is assumed; in one account none is. */
  readonly namesRole: boolean;
  /** Whether the session of that role has a name of ours; default false. */
  readonly namesSession?: boolean;
}

/** The placeholders that uri.ts fills in. */
const PLACEHOLDERS = [
  "host",
  "bucket",
  "prefix",
  "encodedPrefix",
  "roleArn",
  "externalId",
  "sessionName",
] as const;

/** What a docroot needs in order to assume the bucket role. */
const ROLE_PLACEHOLDERS = ["{roleArn}", "{externalId}"];

const HOST_NAME = "[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\\d{1,5})?";

/** Host of the object storage, with a port if it needs one. */
export const STORAGE_HOST = new RegExp(`^${HOST_NAME}$`);

/** The two places that a proof of the link asks about: the bucket behind the host or in front of it, then the folder. */
const AUTHORITY = `(?:\\{host\\}|${HOST_NAME})`;
const PLACE = new RegExp(
  `^s3://(?:${AUTHORITY}/\\{bucket\\}|\\{bucket\\}\\.${AUTHORITY})(?:/|/\\{prefix\\}|(?:/|%2F)\\{encodedPrefix\\})?$`,
);

/**
 * What is wrong with a template by itself: text that Aspera cannot read, or a place that is not the one whose rights are
 * granted and whose reach is proven. A template leads to `{bucket}` and its `{prefix}` or nowhere: a letter behind
 * `{bucket}`, another segment, `..`, a login or a second bucket would lead a transfer user past the proof.
 */
export function templateFault(template: string): TemplateFault | undefined {
  const place = placeOf(template);
  if (/^[^?]*@/.test(template))
    return { got: "one with credentials", hint: "remove them; here roles replace keys" };
  if (!template.startsWith("s3://"))
    return { hint: "start it with s3:// in lower case, the only spelling that Aspera accepts" };
  if (/[\s\p{Cc}]/u.test(template)) return { hint: "remove whitespace and control characters" };
  if (template.includes("&amp;"))
    return { hint: "write a plain &; it is escaped when it is written to aspera.conf" };
  if (template.includes("$(")) return { hint: "write the text itself; Aspera would expand $(...)" };
  if (hasUnknownPlaceholder(template)) {
    const all = PLACEHOLDERS.map((name) => `{${name}}`).join(" ");
    return { got: "an unknown placeholder or a stray brace", hint: `use ${all}` };
  }
  if (!place.includes("{bucket}"))
    return { got: "no {bucket}", hint: "put {bucket} where the bucket's name goes, before any `?`" };
  if (!PLACE.test(place))
    return {
      expected: "a template that leads to the bucket and its folder, and to nothing else",
      got: "another place",
      hint: "begin it with s3://{host}/{bucket}/{prefix}; a folder belongs into the prefix, which the rights are bound to",
    };
  return undefined;
}

/** What is wrong with a template for one stack: its folder left out, or a role that is not assumed, or not named. */
export function templateMisfits(
  template: string,
  { prefix = "", namesRole, namesSession = false }: TemplateStack,
): TemplateFault[] {
  return [
    folderFault(template, prefix),
    roleFault(template, namesRole),
    sessionFault(template, namesSession),
  ].filter((fault) => fault !== undefined);
}

/** A name that is set and not written would be believed to be in the bucket owner's CloudTrail, and not be there. */
function sessionFault(template: string, namesSession: boolean): TemplateFault | undefined {
  if (template.includes("{sessionName}") === namesSession) return undefined;
  return namesSession
    ? {
        expected: "a template that contains {sessionName}, since there is a session name",
        got: "no {sessionName}",
        hint: "add {sessionName} where the option's value goes, as in &iam-role.session-name={sessionName}",
      }
    : {
        expected: "a template without {sessionName}, since there is no session name",
        got: "{sessionName}",
        hint: "set a session name, or remove the option from the template",
      };
}

/** Without the folder that the rights are bound to, the user would see what other rights of the role reach. */
function folderFault(template: string, prefix: string): TemplateFault | undefined {
  if (prefix === "" || /\{(prefix|encodedPrefix)\}/.test(placeOf(template))) return undefined;
  return {
    expected: "a template that contains {prefix}, since there is a prefix",
    got: "no {prefix}",
    hint: "put {prefix} after {bucket}, before any `?`; or remove the bucket's `prefix`",
  };
}

function roleFault(template: string, namesRole: boolean): TemplateFault | undefined {
  const named = ROLE_PLACEHOLDERS.filter((placeholder) => template.includes(placeholder));
  if (!namesRole)
    return named.length === 0
      ? undefined
      : {
          expected: "a template of {host}, {bucket} and {prefix}",
          got: named.join(" and "),
          hint: "remove it from the template; with one account no role is assumed",
        };
  const missing = ROLE_PLACEHOLDERS.filter((placeholder) => !named.includes(placeholder));
  return missing.length === 0
    ? undefined
    : {
        expected: "a template that contains {bucket}, {roleArn} and {externalId}",
        got: `no ${missing.join(" or ")}`,
        hint: `add ${missing.join(" and ")} where the option's value goes`,
      };
}

/** Where a template points: host, bucket and folder, without the options that follow. */
function placeOf(template: string): string {
  return template.replace(/[?;].*$/s, "");
}

function hasUnknownPlaceholder(template: string): boolean {
  const known: readonly string[] = PLACEHOLDERS;
  const rest = template.replace(/\{([A-Za-z]+)\}/g, (whole, name: string) =>
    known.includes(name) ? "" : whole,
  );
  return /[{}]/.test(rest);
}
