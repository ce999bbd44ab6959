// Lets a plugin run from its TypeScript source without loading the compiler each time: the JavaScript of a file is kept
// under the hash of its text and the compiler's version, so a changed file can never run as its old self.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { enableCompileCache } = require("node:module");
const { join } = require("node:path");
const { version } = require("typescript/package.json");

/**
 * Registers itself for `.ts` files.
 * @param {string} cache folder for the JavaScript; made when missing, safe to delete, safe to share. One that cannot be
 * written is done without.
 */
exports.register = (cache) => {
  enableCompileCache?.(`${cache}-bytecode`); // Node 22 and later: spares compiling the SDK at each start
  require.extensions[".ts"] = (module, path) => {
    const source = readFileSync(path, "utf8");
    const kept = join(cache, `${createHash("sha256").update(`${version}\0${source}`).digest("hex")}.js`);
    module._compile(read(kept) ?? keep(kept, transpile(source, path)), path);
  };
  attempt(() => mkdirSync(cache, { recursive: true }));
};

function transpile(source, path) {
  const { ModuleKind, ScriptTarget, transpileModule } = require("typescript");
  const compilerOptions = {
    module: ModuleKind.CommonJS,
    target: ScriptTarget.ES2022,
    esModuleInterop: true,
    useDefineForClassFields: false,
    inlineSourceMap: true,
  };
  return transpileModule(source, { compilerOptions, fileName: path }).outputText;
}

function read(path) {
  return attempt(() => readFileSync(path, "utf8"));
}

/** Renamed into place, since several plugins start at once. */
function keep(path, text) {
  const partial = `${path}.${process.pid}`;
  attempt(() => {
    writeFileSync(partial, text);
    renameSync(partial, path);
  });
  return text;
}

/** What `action` gives; undefined when it fails: a fault of the cache is never a fault of the run. */
function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
