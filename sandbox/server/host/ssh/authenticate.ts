import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type AuthContext, type ParsedKey, utils } from "ssh2";
import { HOST_ROOT } from "../settings";

/** Logins in etc/passwd whose shell runs commands; transfer users have aspshell, which runs none. */
function mayLogIn(name: string): boolean {
  const lines = readFileSync(join(HOST_ROOT, "etc/passwd"), "utf8").split("\n");
  const fields = lines.map((line) => line.split(":")).find(([login]) => login === name);
  return fields !== undefined && /\/(ba)?sh$/.test(fields[6] ?? "");
}

function allowedKeys(): ParsedKey[] {
  const lines = readFileSync(join(HOST_ROOT, "etc/ssh/authorized_keys"), "utf8").split("\n");
  return lines.flatMap((line) => {
    const key = utils.parseKey(line);
    return line.trim() === "" || key instanceof Error ? [] : [key].flat();
  });
}

/** Whether an attempt proves possession of an authorized key. Without a signature it only asks, which sshd allows. */
export function authenticate(context: AuthContext): boolean {
  if (context.method !== "publickey" || !mayLogIn(context.username)) return false;
  const { key, signature, blob, hashAlgo } = context;
  const allowed = allowedKeys().find(
    (candidate) => candidate.type === key.algo && candidate.getPublicSSH().equals(key.data),
  );
  if (!allowed) return false;
  return signature === undefined || blob === undefined || allowed.verify(blob, signature, hashAlgo) === true;
}
