import * as v from "valibot";
import type { Setting } from "./readonly";
import { atMost, firstOf, secretText, text, unlike } from "./rules";
import { Secret } from "./secret";

const oneLine = (limit: number) =>
  firstOf(
    unlike(/^$/, "remove aspera:nodeApi altogether"),
    unlike(/\p{Cc}/u, "remove control characters"),
    atMost(limit),
  );

/** `aspera:nodeApi`: the node user that lists the docroot through Aspera; default none: the proof ends at S3. */
export const nodeApi = v.pipe(
  v.object({
    /** Node user of the transfer user (`asnodeadmin -l` prints it); needed. Refuses `:` and over 256 characters. */
    user: text(
      "the name of a node user",
      firstOf(unlike(/:/, "a node user's name has no colon"), oneLine(256)),
    ),
    /** Its password, stored encrypted; needed. Refuses control characters and over 1024 characters. */
    password: secretText("the node user's password", oneLine(1024)),
  }),
  v.transform(({ user, password }) => ({ user, password: new Secret(password) })),
  v.description("an object with user and password"),
);

/** The node user that lists the docroot through Aspera. */
export type NodeApiSettings = Setting<typeof nodeApi>;
