import { createHash } from "node:crypto";

/** Kinds of host key that can be pinned, the best first; RSA last, and only with consent. */
export const HOST_KEY_TYPES = [
  "ssh-ed25519",
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  "ssh-rsa",
] as const;

/** One of the kinds of host key that can be pinned. */
export type HostKeyType = (typeof HOST_KEY_TYPES)[number];

/** The public key by which a server proves that it is the one that was meant. */
export interface HostKey {
  readonly type: HostKeyType;
  /** `type base64`: what the `hostKey` of a connection takes. */
  readonly text: string;
  /** `SHA256:...` as `ssh-keygen -lf` prints it; what people compare. */
  readonly fingerprint: string;
}

/** Why there is no host key to pin: what was expected, what was found, and the next step. */
export interface HostKeyProblem {
  readonly expected: string;
  readonly got?: string;
  readonly hint: string;
}

/** A host key, or why there is none. */
export type HostKeyVerdict = { readonly key: HostKey } | { readonly problem: HostKeyProblem };

const EXPECTED = "a host key as in `ssh-ed25519 AAAA...`";

/**
 * Reads one public host key, in the form of authorized_keys: `type base64`, a comment may follow.
 * @param text the setting's text; also refused: a whole line of a known-hosts file, which begins with a host name.
 * @param allowRsa consent to an RSA key, which is pinned as `ssh-rsa` (SHA-1): OpenSSH 8.8 and later do not offer it.
 */
export function parseHostKey(text: string, allowRsa: boolean): HostKeyVerdict {
  const [type = "", base64 = "", ...rest] = text.trim().split(/\s+/);
  if (text.trim().includes("\n")) return refuse("give one key, on one line");
  if (!isHostKeyType(type)) return refuse(unknownTypeHint(type, base64, rest));
  const blob = Buffer.from(base64, "base64");
  if (!isBase64(base64) || !isKeyBlob(type, blob)) {
    return refuse(`the text after ${type} is not such a key; copy the whole line that ssh-keyscan prints`);
  }
  if (type === "ssh-rsa" && !allowRsa) {
    return {
      problem: {
        expected: "an ed25519 or ecdsa host key, or consent to RSA",
        got: "an RSA key",
        hint: "pin the server's ed25519 key; where it has RSA only, set `allowRsaHostKey: true` beside it",
      },
    };
  }
  return { key: hostKey(type, blob) };
}

/** True for a kind of key that can be pinned. */
export function isHostKeyType(type: string): type is HostKeyType {
  return (HOST_KEY_TYPES as readonly string[]).includes(type);
}

/** Fingerprint of a public key's bytes: `SHA256:...` as `ssh-keygen -lf` prints it. */
export function fingerprintOf(blob: Buffer): string {
  return `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`;
}

function hostKey(type: HostKeyType, blob: Buffer): HostKey {
  return { type, text: `${type} ${blob.toString("base64")}`, fingerprint: fingerprintOf(blob) };
}

function refuse(hint: string): HostKeyVerdict {
  return { problem: { expected: EXPECTED, hint } };
}

function unknownTypeHint(type: string, second: string, rest: string[]): string {
  if (isHostKeyType(second) && rest.length > 0) return `leave out the host name: begin with ${second}`;
  if (type === "ssh-dss") return "DSA keys are broken; pin the server's ed25519 or ecdsa key";
  if (/-cert-v\d+@/.test(type)) return "host certificates cannot be pinned; give the plain key";
  if (type.startsWith("SHA256:")) return "a fingerprint is not enough; give the key that ssh-keyscan prints";
  return "print the keys with `ssh-keyscan -p 33001 HOST`, and compare them with the instance's console output";
}

/** Strict: Buffer.from skips what it does not know. */
function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0;
}

/** The blob's fields (RFC 4253 6.6, RFC 5656 3.1, RFC 8709 4): the type again, then as many as the kind has. */
function isKeyBlob(type: HostKeyType, blob: Buffer): boolean {
  const fields = blobFields(blob);
  if (fields?.[0]?.toString("latin1") !== type) return false;
  if (type === "ssh-ed25519") return fields.length === 2 && fields[1]?.length === 32;
  if (type === "ssh-rsa") return fields.length === 3 && (fields[2]?.length ?? 0) >= 128;
  const curve = type.slice("ecdsa-sha2-".length);
  const point = fields[2];
  const size = { nistp256: 65, nistp384: 97, nistp521: 133 }[curve];
  return fields.length === 3 && fields[1]?.toString("latin1") === curve && point?.length === size;
}

function blobFields(blob: Buffer): Buffer[] | undefined {
  const fields: Buffer[] = [];
  for (let at = 0; at < blob.length; ) {
    if (at + 4 > blob.length) return undefined;
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) return undefined;
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return fields;
}
