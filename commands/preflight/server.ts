import { loginTarget, observerTarget, type ServerProperties } from "../../components/server/loginTarget";
import { serverArgs } from "../../components/server/serverArgs";
import { runOverSsh, SshFailure, type SshTarget } from "../../components/server/ssh";
import type { Customer } from "../../components/settings/types";
import { type Finding, firstLine, ok, stop } from "./finding";

const PATIENCE = { connect: 10, total: 30 };

/** How a customer's server is reached, with its secrets in plain text, for this process only. */
export function plainServer(customer: Customer): ServerProperties {
  const { ssh } = customer;
  const passphrase = ssh.from === "agent" ? undefined : ssh.passphrase?.reveal();
  return {
    ...serverArgs(customer),
    host: customer.server.host ?? "",
    privateKey: ssh.from === "setting" ? ssh.privateKey.reveal() : "",
    privateKeyPassphrase: passphrase,
  };
}

/** SSH: every login that the program will use works, with the pinned host key. */
export async function sshCheck(server: ServerProperties): Promise<Finding> {
  const place = `${server.host}:${server.port}`;
  const targets = server.observer ? [loginTarget(server), observerTarget(server)] : [loginTarget(server)];
  try {
    for (const target of targets) await runOverSsh(target, "true", "", PATIENCE);
    return ok(
      "ssh",
      `${place} as ${targets.map(({ user }) => user).join(" and ")}, with the pinned host key`,
    );
  } catch (error) {
    const hints = error instanceof SshFailure ? [error.hint] : [];
    return stop("ssh", firstLine(error), ...hints);
  }
}

/** Whether changes could be made: a Perl program that does nothing, the way the agent is run. */
export async function sudoCheck(server: ServerProperties): Promise<Finding> {
  const target = loginTarget(server);
  const command = server.sudo ? "sudo -n perl -" : "perl -";
  const hint = server.sudo
    ? `${server.login} ALL=(root) NOPASSWD: /usr/bin/perl -   in the server's sudoers (visudo)`
    : "log in as root, or set `sudo: true` in aspera:server";
  try {
    const { code, stderr } = await run(target, command);
    if (code === 0) return ok("sudo", `\`${command}\` runs`);
    return stop("sudo", `\`${command}\`: ${stderr.trim().split("\n")[0] || `exit code ${code}`}`, hint);
  } catch (error) {
    return stop("sudo", firstLine(error), hint);
  }
}

function run(target: SshTarget, command: string) {
  return runOverSsh(target, command, "exit 0;\n__END__\n", PATIENCE);
}
