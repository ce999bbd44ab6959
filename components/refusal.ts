import * as pulumi from "@pulumi/pulumi";

/**
 * The error that a person's mistake ends with: Pulumi shows its text and no stack trace. A sentence with what was
 * expected, what came and where, then a `hint:` line with the next step; never a secret.
 *
 * It carries no frames, since nobody would see them, and since Node 20 takes some 15 seconds and 500 MB to colour those of
 * a scoped package (`util.inspect(error, {colors: true})`, which the SDK calls on every error).
 */
export function refusal(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  error.stack = `${error.name}: ${message}`;
  return error;
}
