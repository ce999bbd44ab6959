// Runs where nothing is installed yet: the two things that every other command needs are looked for without a package.
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { engines } = require("../../package.json");

const [oldest] = engines.node.match(/\d+/);
const [major] = process.versions.node.split(".");
const compiler = "ts-node/register/transpile-only";

if (Number(major) < Number(oldest)) {
  end(
    `expected Node ${oldest} or later, got ${process.versions.node}`,
    "install one, or `nvm use`, which reads .nvmrc",
  );
} else if (!existsSync(join(__dirname, "../../node_modules/ts-node/package.json"))) {
  end("expected the packages of package-lock.json in node_modules, found none that run TypeScript", "npm ci");
} else {
  require(compiler);
  require("./main.ts");
}

function end(fault, hint) {
  console.error(`doctor: ${fault}\nhint: ${hint}`);
  process.exitCode = 1;
}
