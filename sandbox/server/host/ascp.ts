/*
 * Stand-in for ascp, the vendor's transfer program. It moves real files between this host and the bucket in the user's
 * docroot, with this host's own credentials, and so shows that roles, trust and docroot fit together. It does not speak
 * FASP, has no network peer, tokens, encryption or resume, and moves one file at a time. It proves our parser of the
 * docroot, not IBM's.
 *
 *   ascp FILE USER@localhost:/PATH      upload
 *   ascp USER@localhost:/PATH FILE      download
 *   ascp --list USER@localhost:/PATH    one JSON line per entry (the vendor's has no --list)
 *   ascp --keepalive                    one transfer after another, each asked for by a JSON line [FROM, TO] on standard input
 *                                       and answered by one, {code, message} (the vendor's takes them from a management port)
 *   ascp -A                             product and version
 */
import { createInterface } from "node:readline";
import { readAsperaConf } from "./conf/asperaConf";
import { ASPERA_CONF } from "./settings";
import { PRODUCT, VERSION } from "./version";

const remote = (text: string | undefined) => /^([\w.-]+)@(?:localhost|127\.0\.0\.1):(.*)$/.exec(text ?? "");

const USAGE = "usage: ascp FILE USER@localhost:/PATH | USER@localhost:/PATH FILE | --keepalive | -A\n";

async function main(args: string[]): Promise<void> {
  // Asked for in each look at the server, which needs no storage.
  if (args[0] === "-A") {
    process.stdout.write(`${PRODUCT} version ${VERSION}\nascp version ${VERSION} (sandbox stand-in)\n`);
    return;
  }
  if (args[0] === "--keepalive") return keepAlive();
  process.stdout.write(await once(args));
}

/** One transfer or listing, as new each time: it reads aspera.conf and gets its credentials itself. Gives what to print. */
async function once(args: string[]): Promise<string> {
  const listing = args[0] === "--list";
  const [from, to] = listing ? args.slice(1) : args;
  const [source, target] = [remote(from), remote(to)];
  if (args.some((arg) => arg.startsWith("-") && arg !== "--list") || !source === !target) {
    process.stderr.write(USAGE);
    process.exit(1);
  }
  const { openStorage } = await import("./storage/storage");
  const [, name = "", path = ""] = source ?? target ?? [];
  const storage = await openStorage(name, readAsperaConf(ASPERA_CONF).user(name));
  if (listing) return (await storage.list(path)).map((entry) => `${JSON.stringify(entry)}\n`).join("");
  const size = target ? await storage.put(from as string, path) : await storage.get(path, to as string);
  return `${path} ${size} bytes\nCompleted: ${size} bytes transferred\n`;
}

/** Ends with its standard input. */
async function keepAlive(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const failed = await once(JSON.parse(line)).then(() => undefined, failure);
    process.stdout.write(`${JSON.stringify(failed ?? { code: 0, message: "" })}\n`);
  }
}

async function failure(error: unknown) {
  const { failureOf } = await import("./storage/failure");
  return failureOf(error);
}

main(process.argv.slice(2)).catch(async (error) => {
  const { code, message } = await failure(error);
  process.stderr.write(`ascp: ${message} (code ${code})\n`);
  process.exit(code);
});
