import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { found } from "../../model/findings/finding";
import { ALL_FINDINGS } from "../../program/findings/registry";

const ROOT = join(__dirname, "../..");

/** Everything that speaks to a person. */
const SPEAKING = [
  "model",
  "program",
  "provider",
  "components",
  "policy",
  "commandLine",
  "commands",
  "sandbox",
  "index.ts",
];

/** A text that a person may read. */
export interface Message {
  /** Code of a finding, or a file and line. */
  readonly where: string;
  readonly text: string;
  /** Whether it stands on a page, which also speaks of other things than settings in code spans. */
  readonly page?: boolean;
}

/** Every finding as its example says it, then every text in the sources; what is filled in at run time reads `X`. */
export function messages(): Message[] {
  return [...ofFindings(), ...speakingFiles().flatMap(textsOf), ...ofPages()];
}

/** What a person follows beside messages, paragraph by paragraph. */
function ofPages(): Message[] {
  const below = readdirSync(join(ROOT, "docs"), { encoding: "utf8" }).map((name) => `docs/${name}`);
  const pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...below].filter((name) =>
    name.endsWith(".md"),
  );
  return pages.flatMap((name) =>
    readFileSync(join(ROOT, name), "utf8")
      .split(/\n(?=\n|\|)/)
      .map((text) => ({ where: name, text, page: true })),
  );
}

/** Their sources. */
export function speakingFiles(): string[] {
  return filesBelow(SPEAKING);
}

function ofFindings(): Message[] {
  return ALL_FINDINGS.flatMap((kind) => {
    const { code, text, hint } = found(kind, kind.example);
    return [text, hint, kind.meaning].map((one) => ({ where: code, text: one }));
  });
}

/** Files by these names, and those in these folders. @param names their ends, default sources. */
export function filesBelow(paths: readonly string[], names = /\.(ts|pl)$/): string[] {
  return paths.flatMap((path) => {
    if (/\.(ts|pl|sh)$/.test(path)) return [join(ROOT, path)];
    return readdirSync(join(ROOT, path), { recursive: true, encoding: "utf8" })
      .filter((name) => names.test(name))
      .map((name) => join(ROOT, path, name));
  });
}

function textsOf(file: string): Message[] {
  const source = readFileSync(file, "utf8");
  const name = relative(ROOT, file);
  return file.endsWith(".pl") ? perlTexts(name, source) : typescriptTexts(name, source);
}

/** Quoted text of Perl, line by line; comments are for developers. */
function perlTexts(name: string, source: string): Message[] {
  return source.split("\n").flatMap((line, at) =>
    line.trimStart().startsWith("#")
      ? []
      : [...line.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)].map(([, single, double]) => ({
          where: `${name}:${at + 1}`,
          text: single ?? double?.replace(/\$\w+(\{\w+\})?|@\w+/g, "X").replace(/\\(.)/g, "$1") ?? "",
        })),
  );
}

/** Literals of TypeScript, with those that `+` joins in one. */
function typescriptTexts(name: string, source: string): Message[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.ES2022, true);
  const texts: Message[] = [];
  const visit = (node: ts.Node): void => {
    const text = literal(node);
    if (text === undefined) {
      node.forEachChild(visit);
      return;
    }
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    texts.push({ where: `${name}:${line + 1}`, text });
    inner(node, visit);
  };
  visit(file);
  return texts;
}

/** What is said inside of `${...}` is a text of its own. */
function inner(node: ts.Node, visit: (node: ts.Node) => void): void {
  if (ts.isTemplateExpression(node)) for (const { expression } of node.templateSpans) visit(expression);
  if (ts.isBinaryExpression(node)) for (const side of [node.left, node.right]) inner(side, visit);
}

function literal(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `X${literal.text}`).join("");
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [literal(node.left), literal(node.right)];
    if (left !== undefined || right !== undefined) return `${left ?? "X"}${right ?? "X"}`;
  }
  return undefined;
}
