// What Node loads before the program (`nodeargs` in Pulumi.yaml) and before every command: TypeScript runs from kept JavaScript,
// and what Pulumi's SDK loads for no use of ours is loaded when somebody uses it. Without this file everything runs as well,
// only slower.
const Module = require("node:module");
const { install, mapSourcePosition } = require("source-map-support");
const { register } = require("../provider/loadTypescript.js");

const javascript = register();
loadWhenUsed("typescript", require); // For functions that a program sends to a cloud; ours sends none.
const sdk = Module.createRequire(require.resolve("@pulumi/pulumi/package.json"));
for (const name of [
  "./automation", // For programs that start Pulumi themselves.
  // For runs that are traced; the interface alone is used in each.
  "@opentelemetry/exporter-zipkin",
  "@opentelemetry/instrumentation",
  "@opentelemetry/instrumentation-grpc",
  "@opentelemetry/resources",
  "@opentelemetry/sdk-trace-base",
  "@opentelemetry/sdk-trace-node",
])
  loadWhenUsed(name, sdk, () => ({ __esModule: true }));
// For functions again: what they need of npm's packages, and V8's debugger, which slows whatever runs beside it.
loadWhenUsed("./runtime/closure/codePaths", sdk, (real) => ({
  __esModule: true,
  computeCodePaths: (...asked) => real().computeCodePaths(...asked),
}));
loadWhenUsed("./runtime/closure/v8Hooks", sdk, () => ({
  __esModule: true,
  isInitializedAsync: async () => {}, // Asked at every start; who needs the debugger asks for its session, too.
}));
tellOurLines();

/**
 * Puts something in a module's place that loads it at the first look into it. A module that is not there, as in another version
 * of the SDK, is left alone.
 * @param {string} name of the module, as it is loaded.
 * @param {NodeJS.Require} from whose module it is.
 * @param knownOf what is asked of a module by whoever loads it, and known without loading it.
 */
function loadWhenUsed(name, from, knownOf = () => ({})) {
  let path;
  try {
    path = from.resolve(name);
  } catch {
    return;
  }
  const real = () => {
    if (require.cache[path] === later) delete require.cache[path];
    return require(path);
  };
  const known = knownOf(real);
  const later = Object.assign(new Module(path), { filename: path, loaded: true });
  later.exports = new Proxy(
    {},
    {
      get: (_, key) => (Object.hasOwn(known, key) ? known[key] : real()[key]),
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
    [Error.prototype.toString.call(error), ...asked(frames).map((line) => `    at ${line}`)].join("\n");

  /** What is worth its time to who asks: the SDK does hundreds of times a run, at each resource and each promise. */
  const asked = (frames) => {
    const asks = frames[0]?.getFunctionName();
    if (asks === "debuggablePromise") return frames;
    const made = asks === "callsites" ? frames.findIndex((frame) => isOurs(frame.getFileName())) : -1;
    // A resource's goes into the state: the way to the line that makes it is enough.
    return (made < 0 ? frames : frames.slice(0, made + 1)).map(told);
  };
}
