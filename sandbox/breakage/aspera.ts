import { readFileSync, writeFileSync } from "node:fs";
import { readAsperaConf } from "../server/host/conf/asperaConf";
import { layout } from "../server/layout";
import { DEV } from "./breakage";

/** The raw docroot of acme in the sandbox's aspera.conf. */
export function docroot(home: string): string {
  return readAsperaConf(layout(home).asperaConf).user(DEV.transferUser).docroot ?? "";
}

/**
 * Edits acme's docroot as someone would by hand.
 * @returns false when it is no longer `from`.
 */
export function editDocroot(home: string, from: string, to: string): boolean {
  const file = layout(home).asperaConf;
  const escaped = (text: string) => `<absolute>${text.replaceAll("&", "&amp;")}</absolute>`;
  const text = readFileSync(file, "utf8");
  const edited = text.replace(escaped(from), () => escaped(to));
  if (docroot(home) !== from || edited === text) return false;
  writeFileSync(file, edited);
  return true;
}

/** Changes acme's docroot, whatever it is, and returns both texts. */
export function breakDocroot(home: string, change: (docroot: string) => string): { was: string; is: string } {
  const was = docroot(home);
  const is = change(was);
  if (is === was || !editDocroot(home, was, is)) {
    throw new Error(
      `expected acme to have a docroot of its own, got ${was === "" ? "none" : "another form"}`,
    );
  }
  return { was, is };
}
