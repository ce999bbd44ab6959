import * as v from "valibot";
import { isInstant, isReversed } from "../access/trustWindow";
import { permissionsBoundary } from "./arn";
import { firstOf, flag, integer, like, must, text, unlike } from "./rules";

/** IAM, CreateRole: name 64 characters, path 512. */
const NAME_LIMIT = 64;
const PATH_LIMIT = 512;

const name = text(
  `a role name: 1 to ${NAME_LIMIT} characters of A-Z a-z 0-9 _ + = , . @ -`,
  firstOf(
    unlike(/\//, "a path goes into `path`; give the name alone"),
    (value) => (value.length > NAME_LIMIT ? `this one has ${value.length} characters` : undefined),
    like(/^[A-Za-z0-9_+=,.@-]+$/, "use letters, digits and _ + = , . @ - only"),
  ),
);

const path = text(
  `a role path: up to ${PATH_LIMIT} characters, with / at both ends`,
  firstOf(
    (value) => (value.length > PATH_LIMIT ? `this one has ${value.length} characters` : undefined),
    like(/^\//, "begin it with /"),
    like(/\/$/, "end it with /"),
    like(/^[!-~]*$/, "use printable ASCII without blanks"),
    unlike(/\/\//, "put a name between the slashes"),
  ),
);

const instant = text("an instant in UTC as in 2033-02-18T13:00:00Z", (value) =>
  isInstant(value) ? undefined : "ISO 8601 to the second, with Z at the end, of a day that there is",
);

const trustWindow = v.pipe(
  v.object({ notBefore: v.optional(instant), notAfter: v.optional(instant) }),
  must((window) => {
    if (window.notBefore === undefined && window.notAfter === undefined)
      return {
        expected: "`notBefore` or `notAfter`",
        got: "neither",
        hint: "leave trustWindow out for no limit",
      };
    return isReversed(window)
      ? { expected: "`notBefore` before `notAfter`", got: "the other way round", hint: "swap them" }
      : undefined;
  }),
  v.description("an object with notBefore, notAfter, or both"),
);

/** `aspera:serverRole`. */
export const serverRole = v.pipe(
  v.object({
    name,
    create: v.optional(flag(), false),
    path: v.optional(path),
    permissionsBoundary: v.optional(permissionsBoundary),
    trustWindow: v.optional(trustWindow),
  }),
  must((role) => {
    const idle = (["path", "permissionsBoundary", "trustWindow"] as const).filter(
      (key) => role[key] !== undefined,
    );
    if (role.create || idle.length === 0) return undefined;
    return {
      expected: `${idle.join(" and ")} only with create: true`,
      got: "create: false",
      hint: "the stack that makes the role sets it; leave it out here",
    };
  }),
  v.description("an object with name"),
);

/** `aspera:bucketRole`. AWS allows sessions of one hour to twelve. */
export const bucketRole = v.pipe(
  v.object({
    name,
    path: v.optional(path, "/"),
    permissionsBoundary: v.optional(permissionsBoundary),
    maxSessionDuration: v.optional(integer(3600, 43200, "seconds"), 3600),
  }),
  v.description("an object with name"),
);
