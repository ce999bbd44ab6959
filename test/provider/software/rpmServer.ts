// A server whose package database is the real rpm's, kept to a database and a folder of the fixture's own.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { PackagedServer } from "./packagedServer";
import type { Package } from "./packages";

const RPM = `#!/bin/sh
# The real rpm, with a database of its own; what it installs goes to this server's folder.
echo "rpm $*" >> @ROOT@/log
[ -f @ROOT@/before-rpm ] && { . @ROOT@/before-rpm; }
case "$1" in -U*) exec /usr/bin/rpm --dbpath @ROOT@/rpmdb --prefix @ROOT@ "$@";; esac
exec /usr/bin/rpm --dbpath @ROOT@/rpmdb "$@"
`;

/** A server with one package installed by the real rpm. */
export class RpmServer extends PackagedServer {
  /** @param installed the package; `base` provides what its scripts need. */
  constructor(installed: Package, base: Package) {
    super();
    this.system("rpm", RPM);
    for (const rpm of [base, installed]) {
      execFileSync(join(this.bin, "rpm"), ["-Uvh", "--", rpm.file], { stdio: "pipe" });
    }
    this.settle();
  }

  installed(): string {
    const ascp = join(this.root, "bin/ascp");
    return execFileSync(join(this.bin, "rpm"), ["-qf", "--qf", "%{NAME} %{VERSION}", ascp]).toString();
  }
}
