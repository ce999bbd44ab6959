import * as v from "valibot";
import { oneOf } from "./rules";

/** `aspera:side`: the accounts that this stack holds credentials for, and so what it makes. */
export const side = v.pipe(oneOf(["both", "server", "bucket"]), v.description("both, server or bucket"));

/** One of them. */
export type Side = v.InferOutput<typeof side>;
