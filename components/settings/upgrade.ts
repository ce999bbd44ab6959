import * as v from "valibot";
import { type Check, firstOf, flag, integer, like, must, text, unlike } from "./rules";

const isPackage: Check<string> = firstOf(
  unlike(/^$|\p{Cc}/u, "give the path of a file on this machine, or an https address"),
  unlike(/^(?!https:)[a-z][a-z0-9+.-]*:\/\//i, "only https is fetched"),
  unlike(/^https:\/\/[^/?#]*@/i, {
    hint: "username and password are keys of their own",
    got: "an address with a login",
  }),
  unlike(/^https:\/\/(.*\s|$)/, "give the whole address, blanks percent-encoded"),
);

const sha256 = text(
  "a SHA-256 checksum: 64 of 0-9 a-f",
  like(/^[0-9a-f]{64}$/, "as the vendor publishes it; `sha256sum FILE` prints it"),
);

const login = text(
  "a login without a colon",
  firstOf(unlike(/^$|\p{Cc}/u, "leave it out for none"), unlike(/:/, "the password is a key of its own")),
);

const password = text("a password", unlike(/^$|\p{Cc}/u, "one line of text"));

const snapshotId = text(
  "a snapshot id such as snap-0123456789abcdef0",
  like(/^snap-([0-9a-f]{8}|[0-9a-f]{17})$/, "`aws ec2 create-snapshot` prints it"),
);

/** `aspera:server.upgrade`: the one package that the server is upgraded to. There is no way back but a snapshot. */
export const upgrade = v.pipe(
  v.object({
    package: text("a file on this machine, or an https address", isPackage),
    sha256,
    username: v.optional(login),
    password: v.optional(password),
    snapshotId: v.optional(snapshotId),
    acknowledgeNoSnapshot: v.optional(flag(), false),
    longestWait: v.optional(integer(0, 3600, "seconds"), 600),
  }),
  must(({ snapshotId, acknowledgeNoSnapshot }) =>
    (snapshotId !== undefined) !== acknowledgeNoSnapshot
      ? undefined
      : {
          expected: "`snapshotId`, or `acknowledgeNoSnapshot: true`",
          got: acknowledgeNoSnapshot ? "both" : "neither",
          hint: "an upgrade has no way back but a snapshot: make one before, and name it here",
        },
  ),
  must(({ package: source, username, password }) => {
    if ((username === undefined) !== (password === undefined))
      return {
        expected: "`username` and `password` together",
        got: "one of them",
        hint: "give both, or none",
      };
    if (username === undefined || /^https:/.test(source)) return undefined;
    return {
      expected: "a login only with an https address",
      got: "a file of this machine",
      hint: "leave it out",
    };
  }),
  v.description("an object with package, sha256 and snapshotId or acknowledgeNoSnapshot"),
);
