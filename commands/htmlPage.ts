/** Nothing is loaded and nothing runs: the page can be opened by a security team as it is. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** A page of HTML as one file that needs no other. */
export interface HtmlPage {
  /** Plain text. */
  readonly title: string;
  /** CSS. */
  readonly style: string;
  /** HTML. */
  readonly body: string;
}

/** The text of its file. */
export function htmlPage({ title, style, body }: HtmlPage): string {
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    body,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

/** Text inside HTML or SVG. */
export function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
