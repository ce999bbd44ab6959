/** An element of a parsed file. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Element[];
  /** Its own text, with entities resolved and comments removed. */
  text: string;
}

/** XML that is not well-formed, with the place of the first error. */
export class Malformed extends Error {
  constructor(source: string, at: number, what: string) {
    const before = source.slice(0, at);
    const line = before.split("\n").length;
    super(`${what} at line ${line}, column ${at - before.lastIndexOf("\n")}`);
  }
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function resolveEntities(source: string, from: number, to: number): string {
  return source.slice(from, to).replace(/&([^;\s<&]*;?)/g, (_whole, body: string, offset: number) => {
    const name = body.endsWith(";") ? body.slice(0, -1) : "";
    const code = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(name);
    const text = code
      ? String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? "", code[1] ? 16 : 10))
      : ENTITIES[name];
    if (text === undefined) throw new Malformed(source, from + offset, "a bare & or an unknown entity");
    return text;
  });
}

const NAME = /[A-Za-z_:][\w:.-]*/y;
const ATTRIBUTES = /(?:\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*/y;

function attributesIn(source: string, from: number, to: number): Record<string, string> {
  const found: Record<string, string> = {};
  for (const one of source.slice(from, to).matchAll(/([^\s=]+)\s*=\s*("[^"]*"|'[^']*')/g)) {
    const [whole, name = "", quoted = ""] = one;
    const end = from + one.index + whole.length - 1;
    found[name] = resolveEntities(source, end - (quoted.length - 2), end);
  }
  return found;
}

function match(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

/** End of a comment, declaration or CDATA that begins at `at`; undefined if none begins there. */
function skipSpecial(source: string, at: number): { end: number; text: [number, number] } | undefined {
  for (const [open, close] of [
    ["<!--", "-->"],
    ["<![CDATA[", "]]>"],
    ["<?", "?>"],
    ["<!", ">"],
  ] as const) {
    if (!source.startsWith(open, at)) continue;
    const end = source.indexOf(close, at + open.length);
    if (end < 0) throw new Malformed(source, at, `a ${open} without its ${close}`);
    const isText = open === "<![CDATA[";
    return { end: end + close.length, text: isText ? [at + open.length, end] : [at, at] };
  }
  return undefined;
}

/**
 * Parses XML strictly, like a daemon that refuses a broken file. Not a general parser: no namespaces, no document types
 * that define entities.
 * @throws Malformed with line and column
 */
export function parseXml(source: string): Element {
  const top: Element = { name: "", attributes: {}, children: [], text: "" };
  const open: { element: Element; at: number }[] = [{ element: top, at: 0 }];
  let at = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < source.length) {
    const current = (open[open.length - 1] as { element: Element }).element;
    if (source[at] !== "<") {
      const next = source.indexOf("<", at);
      const end = next < 0 ? source.length : next;
      const text = resolveEntities(source, at, end);
      if (current === top && text.trim()) throw new Malformed(source, at, "text outside the root element");
      current.text += text;
      at = end;
      continue;
    }
    const special = skipSpecial(source, at);
    if (special) {
      current.text += source.slice(...special.text);
      at = special.end;
      continue;
    }
    const closing = source[at + 1] === "/";
    const name = match(NAME, source, at + (closing ? 2 : 1));
    if (!name) throw new Malformed(source, at, "a < that begins no element");
    const afterName = at + (closing ? 2 : 1) + name.length;
    let end = afterName;
    end += match(closing ? /\s*/y : ATTRIBUTES, source, end)?.length ?? 0;
    const selfClosing = !closing && source.startsWith("/>", end);
    if (!selfClosing && source[end] !== ">") throw new Malformed(source, at, `a malformed tag ${name}`);
    if (closing) {
      const last = open.pop();
      if (last?.element.name !== name)
        throw new Malformed(source, at, `</${name}> closes <${last?.element.name}>`);
    } else {
      const element: Element = {
        name,
        attributes: attributesIn(source, afterName, end),
        children: [],
        text: "",
      };
      if (current === top && top.children.length > 0)
        throw new Malformed(source, at, "a second root element");
      current.children.push(element);
      if (!selfClosing) open.push({ element, at });
    }
    at = end + (selfClosing ? 2 : 1);
  }
  const unclosed = open[open.length - 1];
  if (unclosed && open.length > 1)
    throw new Malformed(source, unclosed.at, `<${unclosed.element.name}> is never closed`);
  const root = top.children[0];
  if (!root) throw new Malformed(source, 0, "no root element");
  return root;
}

/** All elements on a path of names below an element, in document order. */
export function select(element: Element, ...path: string[]): Element[] {
  return path.reduce(
    (level, name) => level.flatMap((e) => e.children.filter((c) => c.name === name)),
    [element],
  );
}
