import { escaped } from "../../htmlPage";
import type { Seen } from "../claim";
import { kindOf } from "../picture";

/** Text for the page, with what stands between backticks as code. */
export function inline(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

/** A word that says how something is: its text says it, the colour says it again. */
export function mark(state: Seen, text: string): string {
  return `<span class="mark ${kindOf(state)}">${inline(text)}</span>`;
}

/** What a control or a policy is called by its state. */
export const STATE_WORDS: Readonly<Record<Seen, string>> = {
  good: "yes",
  bad: "no",
  "not seen": "not seen",
};

/** How a verdict is marked. A check that could not be made has seen nothing to be wrong. */
export const VERDICT_STATES = { clean: "good", drift: "bad", failed: "not seen", gone: "not seen" } as const;

/** `2026-11-26 15:15 UTC` of an ISO time. */
export function minute(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}

/**
 * A table; the first cell of a row is its head. On a phone each cell stands in a line of its own with its column's name, but
 * where there is one column alone beside the head.
 * @param rows cells as HTML.
 */
export function table(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  caption: string,
): string {
  if (rows.length === 0) return "";
  const body = rows.map(([first = "", ...cells]) => {
    const named = (at: number) => (heads.length > 2 ? ` data-head="${escaped(heads[at + 1] ?? "")}"` : "");
    const rest = cells.map((cell, at) => `<td${named(at)}>${cell}</td>`);
    return `<tr><th scope="row">${first}</th>${rest.join("")}</tr>`;
  });
  const head = heads.map((text) => `<th scope="col">${inline(text)}</th>`).join("");
  return `<table aria-label="${escaped(caption)}"><thead><tr>${head}</tr></thead><tbody>\n${body.join("\n")}\n</tbody></table>`;
}

/** A list; nothing for none. */
export function list(lines: readonly string[]): string {
  return lines.length === 0 ? "" : `<ul>${lines.map((line) => `<li>${inline(line)}</li>`).join("")}</ul>`;
}

/** A smaller line below another. */
export function below(text: string): string {
  return `<span class="small">${inline(text)}</span>`;
}

/** A part of a stack's page with its title. @param nothing what is said where there is none; default: nothing. */
export function part(title: string, content: string, nothing = ""): string {
  return `<h3>${title}</h3>\n${content === "" ? `<p class="dim">${nothing}</p>` : content}`;
}
