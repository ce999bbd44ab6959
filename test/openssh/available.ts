import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Why no OpenSSH host can be had on this machine; undefined where it can. */
export function whyNotHere(): string | undefined {
  if (process.platform !== "linux") return "needs Linux";
  if (process.getuid?.() !== 0) return "needs root";
  for (const program of ["/usr/sbin/sshd", "/usr/bin/sudo", "/usr/bin/unshare", "/usr/bin/ssh-agent"]) {
    if (!existsSync(program)) return `needs ${program}: apt-get install openssh-server sudo util-linux`;
  }
  const layers =
    "mount --make-rprivate / && mount -t tmpfs tmpfs /mnt && mkdir /mnt/upper /mnt/work && " +
    "mount -t overlay overlay -o lowerdir=/etc,upperdir=/mnt/upper,workdir=/mnt/work /etc";
  const namespaces = ["--mount", "--uts", "--pid", "--fork", "--mount-proc"];
  const tried = spawnSync("unshare", [...namespaces, "sh", "-c", layers], { encoding: "utf8" });
  return tried.status === 0 ? undefined : `needs namespaces and overlay mounts: ${tried.stderr.trim()}`;
}
