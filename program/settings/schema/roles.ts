import * as v from "valibot";
import { isInstant, isReversed } from "../../../model/access/trustWindow";
import { permissionsBoundary } from "./arn";
import type { Setting } from "./readonly";
import { atMost, firstOf, flag, integer, like, must, text, unlike } from "./rules";

/** IAM API Reference, CreateRole: name 64 characters, path 512. */
const NAME_LIMIT = 64;
const PATH_LIMIT = 512;

const name = text(
  `a role name: 1 to ${NAME_LIMIT} characters of A-Z a-z 0-9 _ + = , . @ -`,
  firstOf(
    unlike(/\//, "give only the name; a path goes into `path`"),
    atMost(NAME_LIMIT),
    like(/^[A-Za-z0-9_+=,.@-]+$/, "use only letters, digits and _ + = , . @ -"),
  ),
);

const path = text(
  `a role path: up to ${PATH_LIMIT} characters, with / at both ends`,
  firstOf(
    atMost(PATH_LIMIT),
    like(/^\//, "start it with /"),
    like(/\/$/, "end it with /"),
    like(/^[!-~]*$/, "use printable ASCII without spaces"),
    unlike(/\/\//, "put a name between the slashes"),
    unlike(/[*?]|\$\{/, "a policy would read * ? and ${ as a pattern: name one path"),
  ),
);

const uniqueId = text(
  "IAM's own id of a role",
  like(/^AROA[A-Z0-9]{12,124}$/, "`aws iam get-role` prints it as RoleId: AROA and capitals"),
);

const instant = text("an instant in UTC such as 2033-02-18T13:00:00Z", (value) =>
  isInstant(value) ? undefined : "use ISO 8601 to the second, ending in Z, and a date that exists",
);

const trustWindow = v.pipe(
  v.object({
    /** First instant, ISO 8601 in UTC; default: no start. Refuses one after `notAfter`; a future one is warned about. */
    notBefore: v.optional(instant),
    /** Last instant, ISO 8601 in UTC; default: no end. Refuses the past; the next 30 days are warned about. */
    notAfter: v.optional(instant),
  }),
  must((window) => {
    if (window.notBefore === undefined && window.notAfter === undefined)
      return {
        expected: "`notBefore` or `notAfter`",
        got: "neither",
        hint: "remove trustWindow if there is no limit",
      };
    return isReversed(window)
      ? { expected: "`notBefore` before `notAfter`", got: "the reverse", hint: "swap them" }
      : undefined;
  }),
  v.description("an object with notBefore, notAfter, or both"),
);

/** `aspera:serverRole`: the IAM role and instance profile of the server. */
export const serverRole = v.pipe(
  v.object({
    /** IAM name of role and profile; needed. Refuses over 64 characters and characters IAM does not allow. */
    name,
    /** True in the one stack that creates them; default false: they are looked up. */
    create: v.optional(flag(), false),
    /** IAM path, `/` at both ends; default `/`. Refuses over 512 characters; needs `create: true`, or `aspera:side: bucket`. */
    path: v.optional(path),
    /** ARN of a managed policy; default none. Refuses a policy of another account; needs `create: true`. */
    permissionsBoundary: v.optional(permissionsBoundary),
    /** IAM's own id of the role, `AROA...`; default none. Only with `aspera:side: bucket`, which cannot look it up. */
    uniqueId: v.optional(uniqueId),
    /** When EC2 may assume the role; default always. Needs `create: true`. */
    trustWindow: v.optional(trustWindow),
  }),
  v.transform(({ path = "/", ...role }) => ({ ...role, path })),
  v.description("an object with name"),
);

/** `aspera:bucketRole`: the role in the bucket account. */
export const bucketRole = v.pipe(
  v.object({
    /** IAM name; needed. Refuses what `aspera:serverRole.name` refuses. */
    name,
    /** IAM path, `/` at both ends; default `/`. */
    path: v.optional(path, "/"),
    /** ARN of a managed policy; default none. Refuses a policy of another account. */
    permissionsBoundary: v.optional(permissionsBoundary),
    /** Longest session in seconds, 3600 to 43200 (IAM); default 3600, the most that role chaining ever gets. */
    maxSessionDuration: v.optional(integer(3600, 43200, "seconds"), 3600),
    /** True lets `up` take other policies off a role that was imported; default false: it refuses, and names them. */
    adopt: v.optional(flag()),
  }),
  v.description("an object with name"),
);

/** The role and instance profile of the server. */
export type ServerRoleSettings = Setting<typeof serverRole>;

/** The role in the bucket account. */
export type BucketRoleSettings = Setting<typeof bucketRole>;
