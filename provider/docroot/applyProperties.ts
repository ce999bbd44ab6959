import * as v from "valibot";
import { property, secretText } from "../../model/schema/property";

/** How a docroot is applied: what several of our resources are told alike. */

export const restart = property(
  v.object({
    restart: v.optional(
      property(v.picklist(["restart", "reload", "whenIdle", "none"]), "How; default `restart`."),
    ),
    idleWait: v.optional(
      property(v.number(), "Longest wait for running transfers to end, in seconds; default 600."),
    ),
    idleThen: v.optional(property(v.picklist(["fail", "restart"]), "What comes after it; default `fail`.")),
  }),
  "How asperanoded takes up a change; default: a restart.",
);

export const nodeApi = property(
  v.object({
    user: property(v.string(), "Node user of the transfer user."),
    password: secretText("Its password."),
  }),
  "Node user that lists the docroot through Aspera; default: Aspera is not asked.",
);
