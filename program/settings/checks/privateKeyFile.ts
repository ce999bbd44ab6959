import { privateKeyComplaint } from "../schema/privateKey";
import type { Refuse } from "../schema/refuse";
import { type Files, readLocalFile } from "./files";

/** A private key from a file that a setting names; undefined when it is refused. @param key of that setting. */
export function readPrivateKey(
  key: string,
  name: string,
  files: Files,
  refuse: Refuse,
): { readonly path: string; readonly text: string } | undefined {
  const file = readLocalFile(name, files);
  if (!("text" in file)) {
    const hint = "correct the path, or remove it to use the SSH agent";
    refuse(key, { expected: `a private key at ${file.path}`, got: file.trouble, hint });
    return undefined;
  }
  const complaint = privateKeyComplaint(file.text);
  if (complaint === undefined) return file;
  refuse(key, complaint);
  return undefined;
}
