// Real RPM packages of a stand-in Aspera, built with rpmbuild: an `ascp` that only says its version, and an aspera.conf
// that the installer replaces. They can be moved (`--prefix`), so that a test server's folder is theirs.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** True where rpm and rpmbuild are; `.ci/run` installs them. */
export function canBuildRpms(): boolean {
  try {
    execFileSync("rpmbuild", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** What a package is made of. */
export interface Recipe {
  readonly name: string;
  readonly version: string;
  /** Further lines of the spec's head, such as `Requires: ...`. */
  readonly head?: string;
  /** Shell text run before and after the files are put in place; `$RPM_INSTALL_PREFIX` is Aspera's folder. */
  readonly pre?: string;
  readonly post?: string;
  /** What its ascp says; default the version. */
  readonly says?: string;
  /** Whether it holds an ascp and an aspera.conf; default true. */
  readonly files?: boolean;
}

/** A package that was built. */
export interface Package {
  readonly file: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

const SPEC = ({ name, version, head = "", pre, post, says = version, files = true }: Recipe) => `
Name: ${name}
Version: ${version}
Release: 1
Summary: Stand-in for Aspera
License: none
BuildArch: noarch
Prefix: /opt/aspera
AutoReqProv: no
${head}
%description
Stand-in.
%install
mkdir -p %{buildroot}/opt/aspera/bin %{buildroot}/opt/aspera/etc
printf '#!/bin/sh\\necho "Aspera Enterprise Server version ${says}"\\n' > %{buildroot}/opt/aspera/bin/ascp
chmod 755 %{buildroot}/opt/aspera/bin/ascp
echo '<CONF version="2"/><!-- of ${version} -->' > %{buildroot}/opt/aspera/etc/aspera.conf
${pre ? `%pre\n${pre}` : ""}
${post ? `%post\n${post}` : ""}
%files
${files ? "/opt/aspera/bin/ascp\n%config /opt/aspera/etc/aspera.conf" : ""}
`;

/** A package's file, as an upgrade is given it. */
export function packageOf(file: string): Package {
  const bytes = readFileSync(file);
  return { file, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** Builds packages in a folder of its own; `dispose` removes it. */
export class Workshop {
  private readonly folder = mkdtempSync(join(tmpdir(), "aspera-rpm-"));
  private count = 0;

  build(recipe: Recipe): Package {
    this.count += 1;
    const top = join(this.folder, String(this.count));
    mkdirSync(top);
    writeFileSync(join(top, "a.spec"), SPEC(recipe));
    const define = ["--define", `_topdir ${top}`, "--define", "_unpackaged_files_terminate_build 0"];
    execFileSync("rpmbuild", ["-bb", "--quiet", ...define, join(top, "a.spec")], { stdio: "pipe" });
    const folder = join(top, "RPMS/noarch");
    const file = join(folder, readdirSync(folder)[0] ?? "");
    return packageOf(file);
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
