import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, type Stats } from "node:fs";
import { dirname, join } from "node:path";
import { writeWhole } from "../writeWhole";
import type { KitFile } from "./files";

/** The file by which a folder is known as a kit. */
const LABEL = "kit.json";

/** What that file says. */
interface Label {
  readonly kit: "aspera";
  readonly version: 1;
  readonly stack: string;
  /** Paths of the kit's files: these and no others are written again or removed. */
  readonly files: readonly string[];
}

/**
 * Writes a kit into a folder that only this user may enter. A kit of the same stack is written again, and what is not the
 * kit's, such as Terraform's state, stays.
 * @throws for a folder with anything else in it, before anything is written.
 */
export function writeKit(folder: string, stack: string, files: readonly KitFile[]): void {
  const former = formerKit(folder, stack);
  for (const { path } of files) refuseLinks(folder, path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  // The label first: a kit that is cut off half way is known as one and can be written again.
  const label: Label = {
    kit: "aspera",
    version: 1,
    stack,
    files: [...new Set([...files.map(({ path }) => path), ...(former?.files ?? [])])],
  };
  write(folder, { path: LABEL, text: `${JSON.stringify(label, null, 2)}\n` });
  for (const file of files) write(folder, file);
  const gone = (former?.files ?? []).filter((path) => !files.some((file) => file.path === path));
  if (gone.length === 0) return;
  for (const path of gone) rmSync(join(folder, path), { force: true });
  write(folder, {
    path: LABEL,
    text: `${JSON.stringify({ ...label, files: files.map(({ path }) => path) }, null, 2)}\n`,
  });
}

/** The kit that is in the folder; undefined for a folder that is empty or not there. */
function formerKit(folder: string, stack: string): Label | undefined {
  const seen = statusOf(folder);
  if (!seen) return undefined;
  if (!seen.isDirectory()) throw refused(folder, "something that is no folder");
  if (readdirSync(folder).length === 0) return undefined;
  const label = labelIn(folder);
  if (!label) throw refused(folder, "one with other files in it");
  if (label.stack !== stack) throw refused(folder, `the kit of stack ${label.stack}`);
  return label;
}

function labelIn(folder: string): Label | undefined {
  try {
    if (!statusOf(join(folder, LABEL))?.isFile()) return undefined;
    const label = JSON.parse(readFileSync(join(folder, LABEL), "utf8")) as Partial<Label>;
    const { kit, version, stack, files } = label;
    const known = kit === "aspera" && version === 1 && typeof stack === "string" && Array.isArray(files);
    // What is removed by this list must be inside the folder.
    const inside =
      known && files.every((path) => typeof path === "string" && /^(\w[\w.-]*\/)*\w[\w.-]*$/.test(path));
    return inside ? (label as Label) : undefined;
  } catch {
    return undefined;
  }
}

function refused(folder: string, got: string): Error {
  return new Error(
    `expected a new or empty folder, or a kit of this stack, got ${got}: ${folder}\nhint: give another folder with --out`,
  );
}

/** A link in place of a folder would lead the external ID elsewhere. */
function refuseLinks(folder: string, path: string): void {
  const inner = dirname(path);
  if (inner === ".") return;
  const seen = statusOf(join(folder, inner));
  if (seen && !seen.isDirectory()) throw refused(folder, `one in which ${inner} is no folder`);
}

function write(folder: string, { path, text, secret }: KitFile): void {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  writeWhole(target, text, { mode: secret ? 0o600 : 0o644 });
}

function statusOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}
