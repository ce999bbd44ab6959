import type { ReportDocument } from "../document";
import { TIPS } from "../picture";
import { cover } from "./cover";
import { minute } from "./parts";
import { stackSection } from "./stack";
import { STYLE } from "./style";

/** Nothing is loaded and nothing runs: the page can be opened by an auditor as it is. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** index.html: the whole report as one file that needs no other. */
export function reportPage(report: ReportDocument): string {
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<link rel="icon" href="data:,">',
    `<title>Aspera links, ${minute(report.made)}</title>`,
    `<style>${STYLE}</style>`,
    "</head>",
    "<body>",
    TIPS,
    "<main>",
    cover(report),
    ...report.stacks.map(stackSection),
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}
