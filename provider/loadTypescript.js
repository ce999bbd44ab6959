// Lets a program run from its TypeScript source without loading the compiler each time: the JavaScript of a file is kept under
// the hash of its text, the compiler's version and its options, so nothing can run as its old self.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { enableCompileCache } = require("node:module");
const { basename, join } = require("node:path");
const { version } = require("typescript/package.json");

const OPTIONS = readFileSync(join(__dirname, "../tsconfig.json"), "utf8");

/** Beside the packages, so that a fresh `npm ci` begins anew. */
const CACHE = join(__dirname, "../node_modules/.cache/aspera/transpiled");

/**
 * Registers itself for `.ts` files.
 * @param {string} cache folder for the JavaScript; made when missing, safe to delete, safe to share. One that cannot be
 * written, or a file in it that is damaged, is done without. Default: this checkout's own.
 * @returns {(path: string) => string} the JavaScript of a `.ts` file, its source map in it.
 */
exports.register = (cache = CACHE) => {
  enableCompileCache?.(`${cache}-bytecode`); // Node 22 and later: spares compiling the SDK at each start
  const javascript = exports.javascriptFrom(cache);
  require.extensions[".ts"] = (module, path) => module._compile(javascript(path), path);
  return javascript;
};

/** The same without registering itself. */
exports.javascriptFrom = (cache = CACHE) => {
  attempt(() => mkdirSync(cache, { recursive: true }));
  return (path) => {
    const source = readFileSync(path, "utf8");
    const kept = join(cache, `${hash(`${version}\0${OPTIONS}\0${basename(path)}\0${source}`)}.js`);
    return read(kept) ?? keep(kept, transpile(source, path));
  };
};

function transpile(source, path) {
  const { convertCompilerOptionsFromJson, transpileModule } = require("typescript");
  const { options } = convertCompilerOptionsFromJson(JSON.parse(OPTIONS).compilerOptions, "");
  const compilerOptions = { ...options, inlineSourceMap: true };
  return transpileModule(source, { compilerOptions, fileName: path }).outputText;
}

/** What ends a kept file, so that one which was cut off, by a full disk or a lost machine, is not taken for whole. */
function seal(text) {
  return `\n// ${hash(text)}\n`;
}

/** undefined when there is no such file, or not a whole one. */
function read(path) {
  const kept = attempt(() => readFileSync(path, "utf8"));
  const text = kept?.slice(0, -seal("").length);
  return kept !== undefined && kept === text + seal(text) ? text : undefined;
}

/** Renamed into place, since several plugins start at once. */
function keep(path, text) {
  const partial = `${path}.${process.pid}`;
  attempt(() => {
    writeFileSync(partial, text + seal(text));
    renameSync(partial, path);
  });
  return text;
}

function hash(text) {
  return createHash("sha256").update(text).digest("hex");
}

/** What `action` gives; undefined when it fails: a fault of the cache is never a fault of the run. */
function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
