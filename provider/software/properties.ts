import * as v from "valibot";
import { property, secretText } from "../../model/schema/property";
import { serverConnection } from "../../model/ssh/connection";

/** What a program says of a server's software. */
export const softwareInputs = v.object({
  connection: property(serverConnection, "How the server is reached."),
  source: secretText(
    "Package file of this machine, or https address; secret, since an address may be signed.",
  ),
  sha256: property(v.string(), "SHA-256 of the package: 64 hex digits."),
  username: v.optional(property(v.string(), "Login at the address; default: none.")),
  password: v.optional(secretText("Its password.")),
  snapshot: property(
    v.string(),
    "The snapshot that was made before, or `none, acknowledged`. Written down; AWS is not asked.",
  ),
  idleWait: v.optional(
    property(v.number(), "Longest wait for running transfers to end, in seconds; default 600."),
    600,
  ),
});

/** What the resource adds to its inputs: nothing that is observed. */
export const shownPackage = v.object({
  package: property(
    v.string(),
    "The package as it may be shown: the path, or the address without its query.",
  ),
});

/** What the resource remembers beside its inputs. */
export const softwareOutputs = v.object({
  installed: property(v.string(), "Package and version that are installed: `ibm-aspera-hsts 4.4.7.2224-1`."),
  backup: property(
    v.string(),
    "Folder on the server with the etc of before the last upgrade; empty for none.",
  ),
});

export type SoftwareInputs = v.InferOutput<typeof softwareInputs>;
export type SoftwareState = SoftwareInputs &
  v.InferOutput<typeof shownPackage> &
  v.InferOutput<typeof softwareOutputs>;
