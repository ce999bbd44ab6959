// The agent's fixture tree as a server whose Aspera came in a package. systemctl is a stand-in that knows asperanoded and
// asperatrapd by the words in files; curl is the real one for downloads. The package tool is the subclass's.
import { existsSync, readdirSync, rmSync } from "node:fs";
import {
  parseUpgradeAnswer,
  type UpgradeRequest,
  upgradeStdin,
} from "../../../provider/software/upgradeRequest";
import { Fixture, PLAIN } from "../agent/fixture";
import type { Package } from "./packages";

const SYSTEMCTL = `#!/bin/sh
# Stand-in: asperanoded and asperatrapd; "NAME" holds running or stopped, "NAME.enabled" is there when it is enabled.
echo "systemctl $*" >> @ROOT@/log
cd @ROOT@
case "$1" in
  list-unit-files) case "$4" in asperanoded.service|asperatrapd.service) echo "$4 x";; *) exit 1;; esac;;
  is-active) [ "$(cat "$2")" = running ];;
  is-enabled) [ -f "$2.enabled" ];;
  enable) : > "$2.enabled";;
  disable) rm -f "$2.enabled";;
  start|restart) [ -f "$2.broken" ] && exit 1; echo running > "$2";;
esac
`;

const CURL = `#!/bin/sh
# The real curl for downloads, with its words written down; for the health check the word in the file asperanoded.
case "$*" in *-K*) tr '\\0' ' ' < /proc/$$/cmdline >> @ROOT@/argv; env >> @ROOT@/argv; exec /usr/bin/curl "$@";; esac
[ "$(cat @ROOT@/asperanoded)" = running ] && [ ! -f @ROOT@/mute ] && { printf 200; exit 0; }
printf 000; exit 7
`;

/** aspera.conf of this server: the plain one with a mark, so that no other is taken for it. */
export const CONF = PLAIN.replace("<server>", "<!-- ours, by hand --><server>");

/** A server whose aspera.conf, licence and services are there before its package is. */
export abstract class PackagedServer extends Fixture {
  constructor() {
    super(CONF);
    this.system("systemctl", SYSTEMCTL);
    this.system("curl", CURL);
  }

  /** As it is once the package is there: configured by hand, licensed, running. */
  protected settle(): void {
    this.put("etc/aspera.conf", CONF);
    this.put("etc/aspera-license", "licence of acme\n");
    for (const name of ["asperanoded", "asperatrapd"]) {
      this.put(name, "running\n");
      this.put(`${name}.enabled`, "");
    }
    this.put("log", "");
  }

  /** Name and version that the package database has. */
  abstract installed(): string;

  /** The folder beside Aspera's. */
  get work(): string {
    return `${this.root}.aspera-pulumi`;
  }

  /** What a person sees in that folder. */
  kept(): string[] {
    return existsSync(this.work) ? readdirSync(this.work).sort() : [];
  }

  stdin(given: Package, over: Partial<UpgradeRequest> = {}): Buffer {
    const request = {
      root: this.root,
      url: "",
      size: given.bytes.length,
      sha256: given.sha256,
      named: "",
      username: "",
      password: "",
      idleWait: 0,
      lockWait: 5,
      healthWait: 1,
      ...over,
    };
    const bytes = request.url === "" ? given.bytes : Buffer.alloc(0);
    return Buffer.concat([Buffer.from(upgradeStdin(request)), bytes]);
  }

  async upgrade(given: Package, over: Partial<UpgradeRequest> = {}) {
    return parseUpgradeAnswer(await this.start(this.stdin(given, over)).done);
  }

  /** What the failure says; fails when there is none. */
  async refused(given: Package, over: Partial<UpgradeRequest> = {}): Promise<string> {
    const done = await this.start(this.stdin(given, over)).done;
    if (done.code === 0) throw new Error(`expected a failure, got ${done.stdout}`);
    return done.stderr;
  }

  override dispose(): void {
    rmSync(this.work, { recursive: true, force: true });
    super.dispose();
  }
}
