/** Style of the page: nothing is loaded. Sober, for screen and paper; colour never says anything alone. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b2330; --dim: #55606f; --paper: #ffffff; --soft: #f4f6f9; --line: #d3d9e2; --link: #0a579e;
  --good: #17683a; --good-soft: #e6f3ea; --bad: #ab1f1f; --bad-soft: #fbe9e8; --unseen: #5b6675; --unseen-soft: #eceff3; }
@media (prefers-color-scheme: dark) { :root { --ink: #e3e8ef; --dim: #a3aebc; --paper: #12161c; --soft: #1a2029; --line: #343e4c; --link: #83bbf3;
  --good: #74cf97; --good-soft: #16301f; --bad: #ff9a92; --bad-soft: #3c1a19; --unseen: #aab4c2; --unseen-soft: #262e39; } }
* { box-sizing: border-box; }
body { margin: 0; font: 0.94rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: var(--ink); background: var(--paper); }
main { max-width: 76rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
h1, h2, h3 { line-height: 1.25; font-weight: 650; margin: 0; text-wrap: balance; }
h1 { font-size: 1.75rem; letter-spacing: -0.01em; } h2 { font-size: 1.35rem; } h3 { font-size: 1rem; margin: 2rem 0 0.5rem; }
p { margin: 0.4rem 0 0.8rem; max-width: 46rem; } a { color: var(--link); } ul { margin: 0.3rem 0; padding-left: 1.15rem; } li { margin: 0.15rem 0; }
.dim { color: var(--dim); } .small { font-size: 0.85rem; }
.facts { display: flex; flex-wrap: wrap; gap: 0.4rem 2.2rem; margin: 1.1rem 0 1.6rem; padding: 0.9rem 0; border: solid var(--line); border-width: 1px 0; }
.facts div { min-width: 7rem; } .facts dt { color: var(--dim); font-size: 0.8rem; } .facts dd { margin: 0; font-variant-numeric: tabular-nums; }
code { font: 0.88em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--soft); padding: 0.08em 0.3em; border-radius: 3px; overflow-wrap: anywhere; }
pre { margin: 0.3rem 0 1rem; padding: 0.8rem 1rem; background: var(--soft); border: 1px solid var(--line); border-radius: 5px; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.82rem; }
pre code { padding: 0; background: none; font-size: 1em; }
table { width: 100%; border-collapse: collapse; margin: 0.4rem 0 1rem; font-size: 0.87rem; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.9rem 0.5rem 0; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
thead th { color: var(--dim); font-weight: 600; font-size: 0.8rem; border-bottom: 1.5px solid var(--dim); }
tbody th { font-weight: 600; } table[aria-label=Controls] th[scope=row] { font-weight: 400; width: 25%; } table[aria-label=Findings] th[scope=row] { min-width: 11rem; } td .small, th .small { display: block; color: var(--dim); font-weight: 400; } .figure, .fixed { font-variant-numeric: tabular-nums; white-space: nowrap; }
.mark { display: inline-block; padding: 0 0.5em; border-radius: 3px; font-weight: 600; font-size: 0.85em; line-height: 1.6; white-space: nowrap; }
.mark.good { color: var(--good); background: var(--good-soft); } .mark.bad { color: var(--bad); background: var(--bad-soft); }
.mark.unseen { color: var(--unseen); background: var(--unseen-soft); }
.stack { margin-top: 3.5rem; padding-top: 1.6rem; border-top: 3px solid var(--ink); } .stack > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.3rem 0.9rem; }
.failure { border-left: 3px solid var(--bad); padding: 0.3rem 0.9rem; white-space: pre-line; }
.overview { display: grid; grid-template-columns: minmax(0, 26rem) minmax(0, 1fr); gap: 0 2.5rem; align-items: start; } .overview h3:first-child { margin-top: 1rem; }
.tips { position: absolute; } .picture { display: block; width: 100%; height: auto; margin-top: 1rem; font: 15px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.picture text { fill: var(--ink); } .picture .title { font-weight: 600; fill: var(--dim); } .picture .name { font-weight: 650; } .picture .what { fill: var(--dim); font-size: 14px; } .picture .said { font-weight: 600; font-size: 14px; } .picture .left { text-anchor: end; }
.picture .account { fill: none; stroke: var(--line); stroke-width: 1.5; } .picture .box { fill: var(--soft); stroke: var(--line); stroke-width: 1.5; }
.picture .box.good { stroke: var(--good); } .picture .box.bad { stroke: var(--bad); } .picture .box.unseen { stroke-dasharray: 5 4; }
.picture .arrow { fill: none; stroke-width: 2.5; } .arrow.good, .barrier.good { stroke: var(--good); } .arrow.bad, .barrier.bad { stroke: var(--bad); } .arrow.unseen, .barrier.unseen { stroke: var(--unseen); stroke-dasharray: 5 4; }
.picture .barrier { stroke-width: 5; } .picture .said.good { fill: var(--good); } .picture .said.bad { fill: var(--bad); } .picture .said.unseen { fill: var(--unseen); }
.tip.good path { fill: var(--good); } .tip.bad path { fill: var(--bad); } .tip.unseen path { fill: var(--unseen); }
@media (max-width: 46rem) {
  main { padding: 1.2rem 1rem 3rem; } h1 { font-size: 1.45rem; } .overview { display: block; }
  table, tbody, tr, td, tbody th { display: block; width: 100%; } thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tr { border: solid var(--line); border-width: 0 0 1px; padding: 0.6rem 0; } th, td { border: 0; padding: 0.15rem 0; } td[data-head]::before { content: attr(data-head) ": "; color: var(--dim); }
}
@media print {
  @page { size: A4; margin: 16mm 15mm; } @page fleet { size: A4 landscape; }
  :root { color-scheme: light; --ink: #000; --dim: #444; --paper: #fff; --soft: #f5f5f5; --line: #bbb; --link: #000; --good: #17683a; --good-soft: #fff; --bad: #ab1f1f; --bad-soft: #fff; --unseen: #555; --unseen-soft: #fff; }
  html { font-size: 8.6pt; } main { max-width: none; padding: 0; } .cover { page: fleet; } .stack { break-before: page; margin-top: 0; border-top: 0; padding-top: 0; }
  .overview { grid-template-columns: 42% 1fr; gap: 0 1.5rem; } h3 { margin-top: 1.2rem; } th, td { padding: 0.3rem 0.7rem 0.3rem 0; } pre { font-size: 0.78rem; padding: 0.5rem 0.8rem; }
  tr, li { break-inside: avoid; } h2, h3, .named { break-after: avoid; } thead { display: table-header-group; } .mark { border: 1px solid currentColor; } a { text-decoration: none; }
}
`;
