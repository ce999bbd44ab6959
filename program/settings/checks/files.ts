import { join, resolve } from "node:path";

/** How to reach the files that settings name; tests pass their own. */
export interface Files {
  /** What `~` stands for. */
  readonly home: string;
  /** Where relative paths start: the project's folder. */
  readonly folder: string;
  /** The text of a file; throws as node:fs does. */
  readonly read: (path: string) => string;
}

/** No files at all. */
export const NO_FILES: Files = {
  home: "/",
  folder: "/",
  read: () => {
    throw Object.assign(new Error("no files here"), { code: "ENOENT" });
  },
};

/** The text of a file, or why it cannot be read. */
export type FileText = { readonly path: string } & ({ readonly text: string } | { readonly trouble: string });

/** Reads a file that a setting names. The returned path is absolute, so that it works from any folder. */
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
