import { htmlPage } from "../../htmlPage";
import type { ReportDocument } from "../document";
import { TIPS } from "../picture";
import { cover } from "./cover";
import { minute } from "./parts";
import { stackSection } from "./stack";
import { STYLE } from "./style";

/** index.html: the whole report. */
export function reportPage(report: ReportDocument): string {
  const { made, stacks } = report;
  return htmlPage({
    title: `Aspera links, ${minute(made)}`,
    style: STYLE,
    body: [TIPS, "<main>", cover(report), ...stacks.map(stackSection), "</main>"].join("\n"),
  });
}
