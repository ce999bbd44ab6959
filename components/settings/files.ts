import { join, resolve } from "node:path";

/** How the settings reach the files they name, so that tests need none. */
export interface Files {
  /** What `~` stands for. */
  readonly home: string;
  /** What relative paths start from: the project's folder. */
  readonly folder: string;
  /** The text of a file; throws as node:fs does. */
  readonly read: (path: string) => string;
}

/** The text of a file, or why there is none. */
export type FileText = { readonly path: string } & ({ readonly text: string } | { readonly trouble: string });

/** Reads a file that a setting names. The path comes back absolute: it may be used from another folder. */
export function readLocalFile(name: string, files: Files): FileText {
  const path = resolve(
    files.folder,
    name === "~" || name.startsWith("~/") ? join(files.home, name.slice(1)) : name,
  );
  try {
    return { path, text: files.read(path) };
  } catch (error) {
    const code = String((error as { code?: unknown } | undefined)?.code);
    return { path, trouble: TROUBLES[code] ?? "a file that cannot be read" };
  }
}

const TROUBLES: Record<string, string> = {
  ENOENT: "no such file",
  EACCES: "a file that this user may not read",
  EISDIR: "a folder",
};
