import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../../sandbox/lifecycle/home";

const PAGE = readFileSync(join(CHECKOUT, "docs/as-a-library.md"), "utf8");

/** The page's blocks of code in a language, in their order: what a person copies is what is tested. */
export function blocks(language: "ts" | "yaml"): string[] {
  return [...PAGE.matchAll(/^```(\w+)\n(.*?)^```/gms)].flatMap(([, name, text]) =>
    name === language && text ? [text] : [],
  );
}

/** The first column of each table of the page: components, and arguments. */
export function namesInTables(): string[] {
  const cells = [...PAGE.matchAll(/^\| (`.*?) \|/gm)].map(([, cell]) => cell ?? "");
  return cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ""));
}
