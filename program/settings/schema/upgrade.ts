import * as v from "valibot";
import { awsId } from "./awsId";
import type { ReadonlyDeep } from "./readonly";
import { type Check, firstOf, flag, integer, like, must, secretText, text, unlike } from "./rules";
import { Secret } from "./secret";

const isPackage: Check<string> = firstOf(
  unlike(/^$|\p{Cc}/u, "give the path of a file on this machine, or an https address"),
  unlike(/^(?!https:)[a-z][a-z0-9+.-]*:\/\//i, "use https, the only scheme supported"),
  unlike(/^https:\/\/[^/?#]*@/i, {
    hint: "move the login into `username` and `password`",
    got: "an address with a login",
  }),
  unlike(/^https:\/\/(.*\s|$)/, "give the whole address, with spaces percent-encoded"),
);

const sha256 = text(
  "a SHA-256 checksum: 64 characters of 0-9 a-f",
  like(/^[0-9a-f]{64}$/, "copy it from the vendor; `sha256sum FILE` prints it"),
);

const username = text(
  "a user name without a colon",
  firstOf(
    unlike(/^$|\p{Cc}/u, "remove it if there is none"),
    unlike(/:/, "put the password into `password`"),
  ),
);

const shape = v.object({
  /** File on this machine, or https address that the server fetches; needed. Refuses other schemes and logins in it. */
  package: text("a file on this machine, or an https address", isPackage),
  /** SHA-256 of the package, 64 hex digits; needed. Refuses upper case. */
  sha256,
  /** User name for the https address; default none. Refused without `password`. */
  username: v.optional(username),
  /** Password for the https address, stored encrypted; default none. Refused without `username`. */
  password: v.optional(secretText("a password", unlike(/^$|\p{Cc}/u, "give one line of text"))),
  /** EBS snapshot to go back to; needed, or `acknowledgeNoSnapshot`. AWS is not asked whether it exists. */
  snapshotId: v.optional(awsId("snap", "a snapshot", "`aws ec2 create-snapshot` prints it")),
  /** True accepts that there is no way back; default false. */
  acknowledgeNoSnapshot: v.optional(flag(), false),
  /** Seconds to wait for running transfers to end, 0 to 3600; default 600. */
  longestWait: v.optional(integer(0, 3600, "seconds"), 600),
});

type Shape = v.InferOutput<typeof shape>;

const wayBack: Check<Shape> = ({ snapshotId, acknowledgeNoSnapshot }) =>
  (snapshotId !== undefined) !== acknowledgeNoSnapshot
    ? undefined
    : {
        expected: "`snapshotId`, or `acknowledgeNoSnapshot: true`",
        got: acknowledgeNoSnapshot ? "both" : "neither",
        hint: "take a snapshot first and name it here; an upgrade has no other way back",
      };

const wholeLogin: Check<Shape> = ({ package: source, username, password }) => {
  if ((username === undefined) !== (password === undefined))
    return {
      expected: "`username` and `password` together",
      got: "one of them",
      hint: "give both, or neither",
    };
  if (username === undefined || /^https:/.test(source)) return undefined;
  return { expected: "a login only with an https address", got: "a file on this machine", hint: "remove it" };
};

/** `aspera:server.upgrade`: the package to upgrade the server to. docs/upgrade.md */
export const upgrade = v.pipe(
  shape,
  must(wayBack),
  must(wholeLogin),
  v.description("an object with package, sha256 and snapshotId or acknowledgeNoSnapshot"),
);

/** The upgrade as the settings hold it. */
export function upgradeSettings({ password, acknowledgeNoSnapshot: _, ...upgrade }: Shape) {
  return { ...upgrade, ...(password !== undefined && { password: new Secret(password) }) };
}

/** The package that the server's software is upgraded to; no `snapshotId` when the stack accepted that there is none. */
export type UpgradeSettings = ReadonlyDeep<ReturnType<typeof upgradeSettings>>;
