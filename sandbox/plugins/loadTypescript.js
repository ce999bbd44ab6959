// Lets a stand-in plugin run from its TypeScript source without loading the compiler each time: the JavaScript of a file
// is kept under the hash of its text and the compiler's version, so a changed file can never run as its old self.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { enableCompileCache } = require("node:module");
const { join } = require("node:path");
const { version } = require("typescript/package.json");

/**
 * Registers itself for `.ts` files.
 * @param {string} cache folder for the JavaScript; made when missing, safe to delete, safe to share.
 */
exports.register = (cache) => {
  mkdirSync(cache, { recursive: true });
  enableCompileCache?.(`${cache}-bytecode`); // Node 22 and later: spares compiling the SDK at each start
  require.extensions[".ts"] = (module, path) => {
    const source = readFileSync(path, "utf8");
    const kept = join(cache, `${createHash("sha256").update(`${version}\0${source}`).digest("hex")}.js`);
    module._compile(read(kept) ?? keep(kept, transpile(source, path)), path);
  };
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
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Renamed into place, since several plugins start at once. */
function keep(path, text) {
  const partial = `${path}.${process.pid}`;
  writeFileSync(partial, text);
  renameSync(partial, path);
  return text;
}
