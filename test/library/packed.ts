import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { CHECKOUT } from "../../sandbox/lifecycle/home";

const run = promisify(execFile);

/** The tarball that a person installs. */
export interface Packed {
  readonly tarball: string;
  /** Paths inside it, and their modes. */
  readonly files: ReadonlyMap<string, number>;
}

/** Builds and packs this checkout, as `npm pack` does it for anybody. */
export async function pack(folder: string): Promise<Packed> {
  const { stdout } = await run("npm", ["pack", "--json", "--silent", "--pack-destination", folder], {
    cwd: CHECKOUT,
  });
  const [{ filename, files }] = JSON.parse(stdout);
  return {
    tarball: join(folder, filename),
    files: new Map(files.map(({ path, mode }: { path: string; mode: number }) => [path, mode])),
  };
}
