import * as v from "valibot";
import { must, oneOf } from "./rules";

/** `aspera:side`: the accounts that this stack holds credentials for. Only `both`, the default, is implemented. */
export const side = v.pipe(
  oneOf(["both", "server", "bucket"]),
  must((value) =>
    value === "both"
      ? undefined
      : { expected: "both", hint: "remove the key; stacks for one side alone are not implemented" },
  ),
  v.description("both"),
);
