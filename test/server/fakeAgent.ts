import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AgentProtocol, utils } from "ssh2";

/** An SSH agent of a test's own, that holds one key and signs with it. */
export interface FakeAgent {
  /** What SSH_AUTH_SOCK is set to. */
  readonly socket: string;
  close(): void;
}

/** Starts one. */
export async function fakeAgent(privateKey: string): Promise<FakeAgent> {
  const key = utils.parseKey(privateKey);
  if (key instanceof Error || Array.isArray(key)) throw new Error("no key");
  const folder = mkdtempSync(join(tmpdir(), "agent-"));
  const socket = join(folder, "socket");
  const server = createServer((connection) => {
    const agent = new AgentProtocol(false);
    agent.on("identities", (request) => agent.getIdentitiesReply(request, [key]));
    agent.on("sign", (request, _publicKey, data) => agent.signReply(request, key.sign(data) as Buffer));
    connection.on("error", () => {});
    connection.pipe(agent).pipe(connection);
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    socket,
    close: () => {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
