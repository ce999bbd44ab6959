import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isAtLeast, parseVersion } from "../../model/software/version";
import { listFit } from "../../model/text/listFit";
import { type DoctorRow, here, missing } from "./row";

/** A package as package-lock.json pins it. */
interface Pinned {
  readonly version?: string;
  /** Meant for some machines only. */
  readonly optional?: boolean;
  /** A link to a folder of the project. */
  readonly link?: boolean;
}

/** Whether Node is as new as package.json asks. @param version of Node, `22.1.0`. */
export function nodeRow(folder: string, version: string): DoctorRow {
  const [oldest = ""] =
    readJson<{ engines: { node: string } }>(folder, "package.json").engines.node.match(/\d+/) ?? [];
  return Number(version.split(".")[0]) >= Number(oldest)
    ? here("Node", version)
    : missing(
        "Node",
        `${version}, older than ${oldest}`,
        "install a later one, or `nvm use`, which reads .nvmrc",
      );
}

/** Whether node_modules holds every package in the version that package-lock.json pins. @param folder of the project. */
export function packagesRow(folder: string): DoctorRow {
  const { packages } = readJson<{ packages: Readonly<Record<string, Pinned>> }>(folder, "package-lock.json");
  // A folder of the project that stands in for a package is not installed.
  const needed = Object.entries(packages).filter(
    ([path, { optional, link }]) => path.startsWith("node_modules/") && !optional && !link,
  );
  const wrong = needed.filter(([path, { version }]) => installedVersion(folder, path) !== version);
  const check = "node_modules";
  if (wrong.length === 0) return here(check, `${needed.length} packages, as package-lock.json pins them`);
  const names = wrong.map(([path]) => path.split("node_modules/").at(-1) ?? path);
  return missing(check, `not as package-lock.json pins them: ${listFit(names, ", ")}`, "npm ci");
}

/** Version of a package in node_modules, without a `v` before it; undefined where it is not there. @param path from the project's folder. */
export function installedVersion(folder: string, path: string): string | undefined {
  try {
    return readJson<{ version: string }>(folder, join(path, "package.json")).version.replace(/^v/, "");
  } catch {
    return undefined;
  }
}

/** Whether a version is at least another, three numbers each; false where one of them is none. */
export function notOlder(version: string, oldest: string): boolean {
  const [one, other] = [parseVersion(version), parseVersion(oldest)];
  return one !== undefined && other !== undefined && isAtLeast(one, other) === true;
}

/** @throws as node:fs and JSON do. */
export function readJson<Document>(folder: string, name: string): Document {
  return JSON.parse(readFileSync(join(folder, name), "utf8")) as Document;
}
