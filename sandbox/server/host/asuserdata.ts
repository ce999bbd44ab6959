/*
 * Stand-in for asuserdata, the vendor's reader of aspera.conf: -u USER, -a (default section), -v (validate).
 * It prints the few options that this sandbox uses, not the vendor's hundreds, and ignores groups and the schema.
 * Like the vendor's, it answers for users that do not exist.
 */
import { readAsperaConf } from "./conf/asperaConf";
import { ASPERA_CONF } from "./settings";

function main([flag, name]: string[]): void {
  const conf = readAsperaConf(ASPERA_CONF);
  if (flag === "-v") {
    // The daemon also stops at a user that it cannot parse, so read every one.
    for (const user of conf.users) conf.user(user);
    process.stdout.write(`${ASPERA_CONF} is valid\n`);
    return;
  }
  if (flag !== "-a" && !(flag === "-u" && name)) {
    process.stderr.write("usage: asuserdata -u USER | -a | -v\n");
    process.exit(2);
  }
  const user = conf.user(flag === "-u" ? (name as string) : "");
  process.stdout.write(flag === "-a" ? "default option set:\n" : `user option set (${name}):\n`);
  if (user.docroot !== undefined) {
    process.stdout.write(`  canonical_absolute: "${user.docroot}"\n  absolute: "${user.docroot}"\n`);
  }
  process.stdout.write(`  read_allowed: "${user.read}"\n  write_allowed: "${user.write}"\n`);
  process.stdout.write(`  dir_allowed: "${user.browse}"\n`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`ERR Failed to load ${ASPERA_CONF}: ${(error as Error).message}\n`);
  process.exit(1);
}
