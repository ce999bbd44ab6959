import * as v from "valibot";
import { property, secretText } from "../../model/schema/property";
import { restart } from "../docroot/applyProperties";

/** What a program says of the docroots that its moves left behind: what the Docroot resource gives. */
export const formerInputs = v.object({
  leftBehind: v.optional(secretText("The docroots to be closed, as JSON; empty for none.")),
  restart: v.optional(restart),
  leaves: property(v.array(v.string()), "The same as they may be shown: `acme on aspera.example.com:33001`."),
});

/** What is wanted of every one of them. */
export const openProperty = v.object({
  open: property(v.string(), "`none`, or those that could not be closed yet."),
});

export type FormerInputs = v.InferOutput<typeof formerInputs>;
export type FormerState = FormerInputs & v.InferOutput<typeof openProperty>;

/** What must be so. */
export const NONE_OPEN = { open: "none" } as const;
