import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Why no OpenSSH host can be had on this machine; undefined where it can. */
export function whyNotHere(): string | undefined {
  if (process.platform !== "linux") return "needs Linux";
  if (process.getuid?.() !== 0) return "needs root";
  for (const program of ["/usr/sbin/sshd", "/usr/bin/sudo", "/usr/bin/unshare", "/usr/bin/ssh-agent"]) {
    if (!existsSync(program)) return `needs ${program}: apt-get install openssh-server sudo util-linux`;
  }
  const tried = spawnSync("unshare", ["--mount", "--uts", "--pid", "--fork", "--mount-proc", "true"]);
  return tried.status === 0 ? undefined : "needs the right to make namespaces (unshare)";
}
