import { join } from "node:path";

/** Environment of a command on the server: what sshd sets, with the stand-ins first on PATH, and nothing from here. */
export function loginEnvironment(root: string, login: string): NodeJS.ProcessEnv {
  return {
    HOME: root,
    USER: login,
    LOGNAME: login,
    SHELL: "/bin/sh",
    LANG: "C.UTF-8",
    PATH: `${join(root, "bin")}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
  };
}
