import type { Refusal } from "./refuse";

/** What a private key is, for messages. */
export const PRIVATE_KEY = "a private key in PEM or OpenSSH form, without passphrase";

const ENCRYPTED = "load it into the SSH agent with `ssh-add`, and leave the key out of the settings";

/** Complains of text that is no private key, or one that needs a passphrase. Never repeats any of it. */
export function privateKeyComplaint(text: string): (Refusal & { readonly got: string }) | undefined {
  if (/^(ssh|ecdsa|sk)-\S+ /.test(text)) {
    return {
      expected: PRIVATE_KEY,
      got: "a public key",
      hint: "give the private half, the file without .pub",
    };
  }
  const body = /^\s*-----BEGIN ([A-Z ]*)PRIVATE KEY-----\r?\n([\s\S]+?)-----END \1PRIVATE KEY-----\s*$/.exec(
    text,
  );
  if (!body) {
    return {
      expected: PRIVATE_KEY,
      got: "something else",
      hint: "`pulumi config set --secret aspera:sshPrivateKey < FILE` keeps its line breaks",
    };
  }
  const [, kind = "", content = ""] = body;
  const encrypted = /ENCRYPTED/.test(kind + content) || (kind === "OPENSSH " && isLocked(content));
  return encrypted ? { expected: PRIVATE_KEY, got: "one with a passphrase", hint: ENCRYPTED } : undefined;
}

/** OpenSSH's own format names the cipher first (PROTOCOL.key): magic, length, then `none` for an open key. */
function isLocked(base64: string): boolean {
  const blob = Buffer.from(base64, "base64");
  const start = "openssh-key-v1\0".length;
  return blob.length > start + 8 && blob.toString("latin1", start + 4, start + 8) !== "none";
}
