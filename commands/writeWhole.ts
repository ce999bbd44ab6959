import { linkSync, renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Writes a file whole or not at all. Whatever is there under the name, a link too, is replaced and not followed.
 * @param mode of the new file.
 * @param replace false refuses a name that is taken, as `EEXIST`; default true.
 */
export function writeWhole(
  path: string,
  text: string,
  { mode, replace = true }: { readonly mode: number; readonly replace?: boolean },
): void {
  const temporary = `${path}.${process.pid}.new`;
  rmSync(temporary, { force: true });
  writeFileSync(temporary, text, { mode, flag: "wx" });
  try {
    if (replace) renameSync(temporary, path);
    else linkSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}
