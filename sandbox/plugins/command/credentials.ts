import { connect } from "node:net";
import { type ConnectConfig, utils } from "ssh2";
import type { Hop } from "./connection";

type Credentials = Pick<ConnectConfig, "privateKey" | "passphrase" | "password" | "agent">;

/**
 * What a host is shown as proof: key, then password, then what the agent holds.
 * @throws as the genuine plugin does before it dials: for a key that cannot be read, a passphrase without need, and an
 * agent that does not answer, even where a private key is given.
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

/** In the words of Go's SSH library. */
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
