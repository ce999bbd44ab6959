// What Node loads before the program (`nodeargs` in Pulumi.yaml) and before every command: TypeScript runs from kept JavaScript,
// and the compiler is loaded when somebody uses it. The program does not need this file to run, only to start fast.
const Module = require("node:module");
const { install, mapSourcePosition } = require("source-map-support");
const { register } = require("../provider/loadTypescript.js");

const javascript = register();

loadWhenUsed(require.resolve("typescript"));
tellOurLines();

/** Pulumi's SDK loads the compiler at start, to take apart functions that are sent to a cloud. This program sends none. */
function loadWhenUsed(path) {
  const real = () => {
    if (require.cache[path] === later) delete require.cache[path];
    return require(path);
  };
  const later = Object.assign(new Module(path), { filename: path, loaded: true });
  later.exports = new Proxy(
    {},
    {
      get: (_, key) => real()[key],
      has: (_, key) => key in real(),
      ownKeys: () => Reflect.ownKeys(real()),
      getOwnPropertyDescriptor: (_, key) => {
        const found = Reflect.getOwnPropertyDescriptor(real(), key);
        return found && { ...found, configurable: true };
      },
    },
  );
  require.cache[path] = later;
}

/**
 * Errors, and the place that the engine notes for each resource, name lines of our TypeScript. The SDK has every file in a
 * stack mapped, its own too, and takes hundreds of stacks a run: that is a fifth of a second.
 */
function tellOurLines() {
  const isOurs = (file) => typeof file === "string" && file.endsWith(".ts");
  // Before the SDK does, which then leaves the rest as it is.
  install({ environment: "node", retrieveFile: (file) => (isOurs(file) ? javascript(file) : undefined) });
  const told = (frame) => {
    const [source, line, column] = [frame.getFileName(), frame.getLineNumber(), frame.getColumnNumber()];
    if (!isOurs(source) || line === null || column === null) return String(frame);
    const at = mapSourcePosition({ source, line, column: column - 1 });
    return String(frame).replace(
      `${source}:${line}:${column}`,
      () => `${source}:${at.line}:${at.column + 1}`,
    );
  };
  Error.prepareStackTrace = (error, frames) =>
    [Error.prototype.toString.call(error), ...frames.map((frame) => `    at ${told(frame)}`)].join("\n");
}
