/*
 * The stand-in server's SSH: npm ssh2 instead of sshd. It accepts the logins in etc/passwd with a key in authorized_keys,
 * runs each command with /bin/sh -c in the private folder, and refuses everything else that sshd can do: passwords, shells,
 * terminals, env, subsystems, forwarding. It runs as the user who started it and confines nothing: a command can do
 * whatever that user can.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Connection, Server } from "ssh2";
import { failed, ready } from "../../process/daemon";
import { listen } from "../../process/listen";
import { HOST_ROOT, hostSettings } from "../settings";
import { authenticate } from "./authenticate";
import { endAll, execute } from "./execute";

const log = (line: string) => process.stdout.write(`${new Date().toISOString()} ssh: ${line}\n`);

const server = new Server({ hostKeys: [readFileSync(join(HOST_ROOT, "etc/ssh/host_ed25519"))] }, (client) => {
  // Send short packets at once: otherwise each command waits 40 ms for an acknowledgement.
  (client as Connection & { setNoDelay(on: boolean): void }).setNoDelay(true);
  let login = "";
  client.on("authentication", (context) => {
    if (!authenticate(context)) return context.reject(["publickey"]);
    login = context.username;
    context.accept();
  });
  client.on("ready", () => log(`${login} logs in`));
  client.on("error", (error) => log(`connection: ${error.message}`));
  client.on("session", (accept) => {
    const session = accept();
    // A reject answers the request only if the client asked for an answer.
    session.on("env", (_accept, reject) => reject?.());
    session.on("pty", (_accept, reject) => reject?.());
    session.on("shell", (_accept, reject) => reject?.());
    session.on("exec", (acceptExec, _reject, { command }) => {
      // Never the standard input: it holds the external ID.
      log(`${login} runs ${command.length > 80 ? `${command.slice(0, 80)}...` : command}`);
      execute(command, login, acceptExec(), (code) => log(`${login} ended with ${code}`));
    });
  });
});

process.on("SIGTERM", () => {
  endAll();
  process.exit(0);
});
// ssh2's Server extends net.Server's surface without its type.
listen(server as never, hostSettings().ports.ssh, "the server's SSH").then(ready, (error) =>
  failed(error.message),
);
