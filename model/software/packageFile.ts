import { parseVersion, type SoftwareVersion } from "./version";

/** What the name of a package's file says. The file itself may say otherwise. */
export interface PackageFileName {
  /** Name of the package: `ibm-aspera-hsts`. */
  readonly name: string;
  readonly version: SoftwareVersion;
  readonly kind: "rpm" | "deb";
}

/**
 * Reads the file names that the vendor gives: `aspera-entsrv-3.3.74992-linux-64.rpm`,
 * `ibm-aspera-hsts-4.3.1.184714-linux-64-release.rpm`, and the same with `.deb`. Undefined for other names.
 * @param path a path or an address; what comes before the last slash does not count.
 */
export function parsePackageFile(path: string): PackageFileName | undefined {
  const file = /^((?:ibm-)?aspera-[a-z][a-z0-9-]*?)[-_](\d+(?:\.\d+)+)(?:[-_][\w.+~-]*)?\.(rpm|deb)$/;
  const found = file.exec(path.replace(/[?#].*$/, "").replace(/^.*\//, ""));
  const version = found && parseVersion(found[2] as string);
  return version ? { name: found[1] as string, version, kind: found[3] as "rpm" | "deb" } : undefined;
}
