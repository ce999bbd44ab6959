import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AgentProtocol, type ParsedKey, utils } from "ssh2";

/** An SSH agent of a test's own, that holds a few keys and signs with the first. */
export interface FakeAgent {
  /** What SSH_AUTH_SOCK is set to. */
  readonly socket: string;
  close(): void;
}

/** Starts one. */
export async function fakeAgent(...privateKeys: string[]): Promise<FakeAgent> {
  const keys = privateKeys.map((text) => utils.parseKey(text) as ParsedKey);
  const folder = mkdtempSync(join(tmpdir(), "agent-"));
  const socket = join(folder, "socket");
  const server = createServer((connection) => {
    const agent = new AgentProtocol(false);
    agent.on("identities", (request) => agent.getIdentitiesReply(request, keys));
    agent.on("sign", (request, _publicKey, data) => agent.signReply(request, keys[0]?.sign(data) as Buffer));
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
