/** A well-formed key that no server has: 32 zero bytes. Nothing is ever compared with it. */
const ANY_KEY = `ssh-ed25519 ${Buffer.concat([sized(Buffer.from("ssh-ed25519")), sized(Buffer.alloc(32))]).toString("base64")}`;

function sized(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/**
 * A stack's values as if some host key were pinned. Which one it is to be is what `npm run host-key` is asked, and settings
 * are refused without one. What is not understood stays as it is, to be refused.
 * @param values full keys and their text.
 */
export function withAnyHostKey(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  try {
    const { knownHostsFile: _, ...server } = JSON.parse(String(values["aspera:server"]));
    return { ...values, "aspera:server": JSON.stringify({ ...server, hostKey: ANY_KEY }) };
  } catch {
    return { ...values };
  }
}

/** The same where no host key is pinned yet: for whoever needs none, such as a stack that is only being written. */
export function withAnyHostKeyIfNone(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  try {
    const { hostKey, knownHostsFile } = JSON.parse(String(values["aspera:server"]));
    return hostKey === undefined && knownHostsFile === undefined ? withAnyHostKey(values) : { ...values };
  } catch {
    return { ...values };
  }
}
