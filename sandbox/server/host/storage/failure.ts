import { Malformed } from "../conf/xml";
import { OutsideDocroot } from "./docroot";
import { NotAllowed } from "./storage";

/** A failed transfer, with the vendor's error code. */
export interface Failure {
  /** ascp's error code: 5 permissions, 41 outside docroot, 43 cannot stat, 50 aspera.conf rejected, 59 storage. */
  code: 5 | 41 | 43 | 50 | 59;
  /** One sentence. For storage errors, AWS's own code, such as AccessDenied, and message. */
  message: string;
}

/** What went wrong in a transfer. */
export function failureOf(error: unknown): Failure {
  if (error instanceof NotAllowed) return { code: 5, message: error.message };
  if (error instanceof OutsideDocroot) return { code: 41, message: error.message };
  if (error instanceof Malformed) return { code: 50, message: `aspera.conf was rejected: ${error.message}` };
  const { code, name, message = String(error) } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || name === "NoSuchKey") return { code: 43, message: `no such file: ${message}` };
  const words = name && name !== "Error" ? `${name}: ${message}` : message;
  return { code: 59, message: `the storage refused or failed: ${words}` };
}
