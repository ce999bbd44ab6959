/**
 * The fingerprints of host keys in an instance's console output: `SHA256:` and 43 characters of base64. cloud-init prints
 * them at the first boot, between two marks (cloud-init, config/cc_keys_to_console.py), as `ssh-keygen -l` does:
 *
 *     ec2: -----BEGIN SSH HOST KEY FINGERPRINTS-----
 *     ec2: 256 SHA256:l5Xcqkwc... root@ip-10-0-0-1 (ED25519)
 *     ec2: -----END SSH HOST KEY FINGERPRINTS-----
 *
 * What stands elsewhere is not looked at: anybody who can log a line could write a fingerprint there. Of several blocks the
 * first counts: it was printed before anybody could log in.
 * @param console text as AWS keeps it, decoded.
 */
export function consoleFingerprints(console: string): string[] {
  const block =
    /-----BEGIN SSH HOST KEY FINGERPRINTS-----([\s\S]*?)-----END SSH HOST KEY FINGERPRINTS-----/.exec(
      console,
    );
  const lines = (block?.[1] ?? "").split(/\r?\n/);
  return lines.flatMap((line) => /\s(SHA256:[A-Za-z0-9+/]{43})(?:\s|$)/.exec(line)?.[1] ?? []);
}
