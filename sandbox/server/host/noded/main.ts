/*
 * Stand-in for asperanoded, the vendor's node daemon. Like the real one, it reads aspera.conf at its start and not again
 * until a restart or reload, and does not start if it cannot read the file. It serves plain HTTP: GET /ping, GET /info and
 * POST /files/browse, which lists the docroot with the same code as the stand-in transfer. It has no TLS, access keys,
 * transfers or database; node users are the transfer users, with the instance id as password.
 */
import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { failed, ready } from "../../process/daemon";
import { listen } from "../../process/listen";
import { type AsperaConf, readAsperaConf } from "../conf/asperaConf";
import { ASPERA_CONF } from "../settings";
import { answer } from "./answer";

const log = (line: string) => process.stdout.write(`${new Date().toISOString()} asperanoded: ${line}\n`);

/** The vendor's daemon fails on a user that it cannot parse. */
function load(): AsperaConf {
  const conf = readAsperaConf(ASPERA_CONF);
  for (const name of conf.users) conf.user(name);
  return conf;
}

let conf: AsperaConf;

/** The kernel's name of the process: later versions of Node put their own in its place. There is no such file elsewhere. */
function takeTheName(): void {
  const file = "/proc/self/comm";
  if (existsSync(file)) writeFileSync(file, "asperanoded");
}

async function main(): Promise<void> {
  takeTheName();
  try {
    conf = load();
  } catch (error) {
    return failed(`aspera.conf was rejected: ${(error as Error).message}`);
  }
  process.on("SIGHUP", () => {
    try {
      conf = load();
      log("reloaded");
    } catch (error) {
      log(`reload refused: ${(error as Error).message}`);
    }
  });
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", async () => {
      const { status, json } = await answer(conf, request, body);
      log(`${request.method} ${request.url} ${status}`);
      response.writeHead(status, json === undefined ? {} : { "content-type": "application/json" });
      response.end(json === undefined ? "" : JSON.stringify(json));
    });
  });
  await listen(server, conf.httpPort, "asperanoded");
  log(`serves port ${conf.httpPort}`);
  ready();
}

process.on("SIGTERM", () => process.exit(0));
main().catch((error) => failed(error.message));
