// Runs where nothing is installed yet: the two things that every other command needs are looked for without a package.
const { engines } = require("../../package.json");

const [oldest] = engines.node.match(/\d+/);
const [major] = process.versions.node.split(".");

if (Number(major) < Number(oldest)) {
  end(
    `expected Node ${oldest} or later, got ${process.versions.node}`,
    "install one, or `nvm use`, which reads .nvmrc",
  );
} else {
  try {
    require("../../program/preload.js");
    require("./main.ts");
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    const [, name] = /'([^']+)'/.exec(error.message) ?? [];
    end(`expected the packages of package-lock.json in node_modules, found no ${name}`, "npm ci");
  }
}

function end(fault, hint) {
  console.error(`doctor: ${fault}\nhint: ${hint}`);
  process.exitCode = 1;
}
