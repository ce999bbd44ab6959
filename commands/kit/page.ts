import MarkdownIt from "markdown-it";
import type { KitFacts } from "../../model/kit/facts";
import { htmlPage } from "../htmlPage";
import { pictureOf } from "./picture";
import { PICTURE } from "./readme/readme";

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --paper: #fff; --soft: #f3f5f8; --line: #c9d1dc; --mark: #0b5fad; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e9f0; --paper: #14181e; --soft: #1e242d; --line: #3a4453; --mark: #7db7f0; }
}
body { margin: 2rem auto; max-width: 60rem; padding: 0 1.2rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.7rem; } h2 { margin-top: 2.2rem; font-size: 1.25rem; border-top: 1px solid var(--line); padding-top: 1rem; }
a { color: var(--mark); }
code { font: 0.9em ui-monospace, monospace; background: var(--soft); padding: 0.1em 0.3em; border-radius: 3px; overflow-wrap: anywhere; }
pre { background: var(--soft); padding: 0.8rem 1rem; border-radius: 6px; overflow-x: auto; } pre code { padding: 0; background: none; overflow-wrap: normal; }
table { border-collapse: collapse; } th, td { text-align: left; border-bottom: 1px solid var(--line); padding: 0.3rem 1rem 0.3rem 0; }
.picture { width: 100%; height: auto; margin: 1.2rem 0; font: 14px system-ui, sans-serif; }
.picture text { fill: var(--ink); } .picture .title, .picture .name { font-weight: 600; } .picture .label { text-anchor: middle; font-size: 13px; }
.picture .account { fill: none; stroke: var(--line); stroke-dasharray: 6 4; } .picture .box { fill: var(--soft); stroke: var(--line); }
.picture .arrow { fill: none; stroke: var(--mark); stroke-width: 2; } .picture marker path { fill: var(--mark); }
@media print { body { margin: 0; max-width: none; } pre { white-space: pre-wrap; } }
`;

/** README.html: the text of README.md as one file that needs no other, with the picture drawn. */
export function readmePage(facts: KitFacts, readme: string): string {
  // Tags in the text stay text.
  const markdown = new MarkdownIt({ html: false });
  const fence = markdown.renderer.rules.fence;
  markdown.renderer.rules.fence = (tokens, at, options, env, self) =>
    tokens[at]?.info.trim() === PICTURE ? pictureOf(facts) : (fence?.(tokens, at, options, env, self) ?? "");
  return htmlPage({
    title: `An Aspera server's way to ${facts.s3.bucket}`,
    style: STYLE,
    body: markdown.render(readme).trimEnd(),
  });
}
