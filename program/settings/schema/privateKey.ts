import type { Refusal } from "./refuse";

/** What a private key is, for messages. */
export const PRIVATE_KEY =
  "a private key in OpenSSH format, or in the older PEM format of one algorithm such as RSA";

const CONVERT = "back up the file, then rewrite it in OpenSSH format with `ssh-keygen -p -f FILE`";

/** Why text is not a private key that we can use; undefined when it is. Never repeats any of the text. */
export function privateKeyComplaint(text: string): (Refusal & { readonly got: string }) | undefined {
  const complaint = (got: string, hint: string) => ({ expected: PRIVATE_KEY, got, hint });
  if (/^(ssh|ecdsa|sk)-\S+ /.test(text)) {
    return complaint("a public key", "give the private half, the file without .pub");
  }
  const body = bodyOf(text);
  if (!body) {
    return complaint(
      "something else",
      "`pulumi config set --secret aspera:sshPrivateKey < FILE` keeps its line breaks",
    );
  }
  // PKCS#8: npm ssh2 reads none of it, Go's SSH library only unencrypted keys.
  if (body.kind === "ENCRYPTED " || body.kind === "") return complaint("one in PKCS#8 format", CONVERT);
  return undefined;
}

/** True for a private key that needs a passphrase. */
export function needsPassphrase(text: string): boolean {
  const body = bodyOf(text);
  if (!body) return false;
  return /ENCRYPTED/.test(body.kind + body.content) || (body.kind === "OPENSSH " && isLocked(body.content));
}

function bodyOf(text: string): { kind: string; content: string } | undefined {
  const form = /^\s*-----BEGIN ([A-Z ]*)PRIVATE KEY-----\r?\n([\s\S]+?)-----END \1PRIVATE KEY-----\s*$/;
  const [, kind, content] = form.exec(text) ?? [];
  return kind === undefined || content === undefined ? undefined : { kind, content };
}

/** OpenSSH's own format starts with the cipher (OpenSSH, PROTOCOL.key): magic, length, then `none` if there is none. */
function isLocked(base64: string): boolean {
  const blob = Buffer.from(base64, "base64");
  const start = "openssh-key-v1\0".length;
  return blob.length > start + 8 && blob.toString("latin1", start + 4, start + 8) !== "none";
}
