import type { Duplex } from "node:stream";
import type { Client } from "ssh2";
import { placeOf, type SshHop } from "../../model/ssh/connection";
import { sshFailure } from "./sshFailure";

/**
 * A stream to the server's port, opened by a jump host that is logged in to: the jump host looks the name up and
 * connects, as `ssh -J` has it, and sees nothing but encrypted bytes.
 * @param patience longest wait for that connection, in seconds.
 * @throws FindingError when the jump host does not get through, or does not forward at all.
 */
export function tunnel(jumpHost: Client, from: SshHop, to: SshHop, patience: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      clearTimeout(clock);
      reject(sshFailure("unreachable", to, `from the jump host ${placeOf(from)}: ${reason}`));
    };
    const clock = setTimeout(() => fail("no answer"), patience * 1000);
    jumpHost.on("error", (error) => fail(error.message));
    jumpHost.forwardOut("127.0.0.1", 0, to.host, to.port, (error, stream) => {
      if (error) return fail(error.message.replace(/^\(SSH\) Channel open failure: /, ""));
      clearTimeout(clock);
      resolve(stream);
    });
  });
}
