// A server whose package database is the real dpkg's, kept to a database of the fixture's own. dpkg cannot move a package,
// so that each is built for this server's folder: an `ascp` that only says its version, an aspera.conf that dpkg knows as
// configuration. There is no rpm.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PackagedServer } from "./packagedServer";
import { type Package, packageOf } from "./packages";

/** True where the real dpkg may install. */
export function canInstallDebs(): boolean {
  try {
    execFileSync("dpkg-deb", ["--version"], { stdio: "ignore" });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}

/** What a package is made of. */
export interface DebRecipe {
  readonly name: string;
  readonly version: string;
  /** Further lines of its control file, such as `Depends: ...`. */
  readonly head?: string;
  /** Shell text run before and after the files are put in place, in Aspera's folder. */
  readonly pre?: string;
  readonly post?: string;
  /** Whether it holds an ascp and an aspera.conf; default true. */
  readonly files?: boolean;
}

const DPKG = `#!/bin/sh
# The real dpkg, with a database of its own.
echo "dpkg $*" >> @ROOT@/log
exec /usr/bin/dpkg --admindir=@ROOT@.dpkg --log=@ROOT@.dpkg/log "$@"
`;

const QUERY = `#!/bin/sh
exec /usr/bin/dpkg-query --admindir=@ROOT@.dpkg "$@"
`;

/** A server with one package installed by the real dpkg. */
export class DebServer extends PackagedServer {
  private count = 0;

  constructor(installed: DebRecipe) {
    super();
    this.system("rpm", "#!/bin/sh\nexit 127\n");
    this.system("dpkg", DPKG);
    this.system("dpkg-query", QUERY);
    for (const folder of ["info", "updates", "triggers"])
      mkdirSync(join(this.database, folder), { recursive: true });
    for (const file of ["status", "available"]) writeFileSync(join(this.database, file), "");
    this.install(installed);
    this.settle();
  }

  /** Installs a package as a person would. */
  install(recipe: DebRecipe, ...options: string[]): void {
    const words = [...options, "--force-confold", "-i", this.build(recipe).file];
    execFileSync(join(this.bin, "dpkg"), words, { stdio: "pipe" });
  }

  private get database(): string {
    return `${this.root}.dpkg`;
  }

  /** Builds a package for this server's folder. */
  build({ name, version, head, pre, post, files = true }: DebRecipe): Package {
    this.count += 1;
    const top = join(`${this.root}.debs`, String(this.count));
    if (files) this.fill(join(top, this.root), version);
    const control = join(top, "DEBIAN");
    mkdirSync(control, { recursive: true });
    const fields = [`Package: ${name}`, `Version: ${version}`, "Architecture: all", "Maintainer: nobody"];
    if (head) fields.push(head);
    writeFileSync(join(control, "control"), `${fields.join("\n")}\nDescription: stand-in\n`);
    if (files) writeFileSync(join(control, "conffiles"), `${this.root}/etc/aspera.conf\n`);
    for (const [script, text] of [
      ["preinst", pre],
      ["postinst", post],
    ] as const) {
      if (text === undefined) continue;
      writeFileSync(join(control, script), `#!/bin/sh\ncd '${this.root}' || exit 1\n${text}\n`);
      chmodSync(join(control, script), 0o755);
    }
    const file = `${top}.deb`;
    execFileSync("dpkg-deb", ["--build", "--root-owner-group", top, file], { stdio: "pipe" });
    return packageOf(file);
  }

  private fill(aspera: string, version: string): void {
    for (const folder of ["bin", "etc"]) mkdirSync(join(aspera, folder), { recursive: true });
    const ascp = join(aspera, "bin/ascp");
    writeFileSync(ascp, `#!/bin/sh\necho "Aspera Enterprise Server version ${version.replace(/-.*/, "")}"\n`);
    chmodSync(ascp, 0o755);
    writeFileSync(join(aspera, "etc/aspera.conf"), `<CONF version="2"/><!-- of ${version} -->\n`);
  }

  installed(): string {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders.
    const format = ["-W", "-f", "${Package} ${Version} ${db:Status-Status}\n"];
    const lines = execFileSync(join(this.bin, "dpkg-query"), format).toString().trim().split("\n");
    return lines
      .filter((line) => / installed$/.test(line))
      .join()
      .replaceAll(" installed", "");
  }
}
