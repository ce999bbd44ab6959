import * as v from "valibot";
import { must, oneOf } from "./rules";

/** `aspera:side`: which of the two accounts this stack holds credentials for. */
export const side = v.pipe(
  oneOf(["both", "server", "bucket"]),
  must((value) =>
    value === "both"
      ? undefined
      : { expected: "both", hint: "a stack for one side alone is not built; leave the key out" },
  ),
  v.transform(() => "both" as const),
  v.description("both"),
);
