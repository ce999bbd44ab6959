import { connect } from "node:net";
import { type ConnectConfig, utils } from "ssh2";
import type { Hop } from "./connection";

type Credentials = Pick<ConnectConfig, "privateKey" | "passphrase" | "password" | "agent">;

/**
 * What a host is offered: key, then password, then the agent's keys.
 * @throws as the genuine plugin does before it dials: for an unreadable key, an unneeded passphrase, and an agent that does
 * not answer, even if there is a private key.
 */
export async function credentials(hop: Hop): Promise<Credentials> {
  const { privateKey, privateKeyPassword, password } = hop;
  if (privateKey) checkKey(privateKey, privateKeyPassword);
  const agent = hop.agentSocketPath || process.env.SSH_AUTH_SOCK;
  if (agent) await answers(agent);
  return {
    ...(privateKey && { privateKey }),
    ...(privateKeyPassword && { passphrase: privateKeyPassword }),
    ...(password && { password }),
    ...(agent && { agent }),
  };
}

/** With the wording of Go's SSH library. */
function checkKey(privateKey: string, passphrase: string | undefined): void {
  const inClear = !(utils.parseKey(privateKey) instanceof Error);
  if (passphrase && inClear) throw new Error("ssh: key is not password protected");
  if (inClear) return;
  const read = passphrase ? utils.parseKey(privateKey, passphrase) : utils.parseKey(privateKey);
  if (!(read instanceof Error)) return;
  if (/passphrase given/i.test(read.message))
    throw new Error("ssh: this private key is passphrase protected");
  throw new Error(passphrase ? "x509: decryption password incorrect" : "ssh: no key found");
}

function answers(socket: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = connect(socket, () => {
      probe.destroy();
      resolve();
    });
    probe.on("error", (error) => reject(new Error(`dial unix ${socket}: ${error.message}`)));
  });
}
