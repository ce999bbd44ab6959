import * as v from "valibot";
import { firstOf, text, unlike } from "./rules";

const plain = (longest: number) =>
  firstOf(
    unlike(/^$/, "leave aspera:nodeApi out altogether"),
    unlike(/\p{Cc}/u, "take out control characters"),
    (value: string) => (value.length > longest ? `at most ${longest} characters` : undefined),
  );

/** `aspera:nodeApi`: whom asperanoded lets list the docroot. */
export const nodeApi = v.pipe(
  v.object({
    user: text("a node user", firstOf(unlike(/:/, "a node user has no colon"), plain(256))),
    password: text("the node user's password", plain(1024)),
  }),
  v.description("an object with user and password"),
);
