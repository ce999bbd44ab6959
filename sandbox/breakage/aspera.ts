import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serverStatus } from "../server";
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

/**
 * Restarts asperanoded, if it runs, so that it serves what the file says now. It is not counted among the restarts of
 * systemctl, which are the program's.
 */
export function takeUp(home: string): void {
  if (serverStatus(home).asperanoded === undefined) return;
  execFileSync(join(layout(home).root, "bin/sandbox-service"), ["restart"], { stdio: "pipe" });
}

/** Changes acme's docroot, whatever it is, restarts asperanoded, and returns both texts. */
export function breakDocroot(home: string, change: (docroot: string) => string): { was: string; is: string } {
  const was = docroot(home);
  const is = change(was);
  if (is === was || !editDocroot(home, was, is)) {
    throw new Error(
      `expected acme to have a docroot of its own, got ${was === "" ? "none" : "another form"}`,
    );
  }
  takeUp(home);
  return { was, is };
}

/** Puts back what `breakDocroot` changed. @returns false when it was put right before. */
export function healDocroot(home: string, { was, is }: { was: string; is: string }): boolean {
  if (!editDocroot(home, is, was)) return false;
  takeUp(home);
  return true;
}
