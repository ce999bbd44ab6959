/*
 * Stand-in for the EC2 instance metadata service (IMDSv2, and v1 unless tokens are required), on a port of 127.0.0.1
 * instead of 169.254.169.254. It serves the role in the emulated instance's profile, and only if that role trusts EC2. It
 * has no hop limit, user data, network data or signed identity document. A changed profile takes effect at once, where AWS
 * takes up to an hour when the role inside a profile changes.
 */
import { createServer } from "node:http";
import { failed, ready } from "../../process/daemon";
import { listen } from "../../process/listen";
import { hostSettings } from "../settings";
import { answer } from "./answer";

const log = (line: string) => process.stdout.write(`${new Date().toISOString()} metadata: ${line}\n`);

const server = createServer(async (request, response) => {
  request.resume();
  try {
    const { status, text, headers } = await answer(request);
    // Never the body: it holds keys.
    log(`${request.method} ${request.url} ${status}`);
    response.writeHead(status, { "content-type": "text/plain", ...headers }).end(text);
  } catch (error) {
    log(`${request.method} ${request.url} failed: ${(error as Error).message}`);
    response.writeHead(500).end("");
  }
});

process.on("SIGTERM", () => process.exit(0));
listen(server, hostSettings().ports.metadata, "the server's metadata").then(ready, (error) =>
  failed(error.message),
);
