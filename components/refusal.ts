import * as pulumi from "@pulumi/pulumi";

/**
 * The error to throw for a mistake that a person made: Pulumi shows its text without a stack trace.
 *
 * It has no stack frames. Nobody would see them, and Node 20 takes some 15 seconds and 500 MB to colour those of a scoped
 * package (`util.inspect(error, {colors: true})`, which the SDK calls on every error).
 * @param message a sentence with what was expected, what was found and where, then a `hint:` line; never a secret.
 */
export function refusal(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  error.stack = `${error.name}: ${message}`;
  return error;
}
