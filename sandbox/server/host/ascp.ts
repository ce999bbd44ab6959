/*
 * Stand-in for ascp, the vendor's transfer program. It moves real files between this host and the bucket in the user's
 * docroot, with this host's own credentials, and so shows that roles, trust and docroot fit together. It does not speak
 * FASP, has no network peer, tokens, encryption or resume, and moves one file at a time. It proves our parser of the
 * docroot, not IBM's.
 *
 *   ascp FILE USER@localhost:/PATH      upload
 *   ascp USER@localhost:/PATH FILE      download
 *   ascp --list USER@localhost:/PATH    one JSON line per entry (the vendor's has no --list)
 *   ascp -A                             product and version
 */
import { readAsperaConf } from "./conf/asperaConf";
import { ASPERA_CONF } from "./settings";
import { failureOf } from "./storage/failure";
import { openStorage } from "./storage/storage";
import { PRODUCT, VERSION } from "./version";

const remote = (text: string | undefined) => /^([\w.-]+)@(?:localhost|127\.0\.0\.1):(.*)$/.exec(text ?? "");

async function main(args: string[]): Promise<void> {
  if (args[0] === "-A") {
    process.stdout.write(`${PRODUCT} version ${VERSION}\nascp version ${VERSION} (sandbox stand-in)\n`);
    return;
  }
  const listing = args[0] === "--list";
  const [from, to] = listing ? args.slice(1) : args;
  const [source, target] = [remote(from), remote(to)];
  if (args.some((arg) => arg.startsWith("-") && arg !== "--list") || !source === !target) {
    process.stderr.write("usage: ascp FILE USER@localhost:/PATH | USER@localhost:/PATH FILE | -A\n");
    process.exit(1);
  }
  const [, name = "", path = ""] = source ?? target ?? [];
  const storage = await openStorage(name, readAsperaConf(ASPERA_CONF).user(name));
  if (listing) {
    for (const entry of await storage.list(path)) process.stdout.write(`${JSON.stringify(entry)}\n`);
  } else {
    const size = target ? await storage.put(from as string, path) : await storage.get(path, to as string);
    process.stdout.write(`${path} ${size} bytes\nCompleted: ${size} bytes transferred\n`);
  }
}

main(process.argv.slice(2)).catch((error) => {
  const { code, message } = failureOf(error);
  process.stderr.write(`ascp: ${message} (code ${code})\n`);
  process.exit(code);
});
