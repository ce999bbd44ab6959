const { availableParallelism } = require("node:os");

module.exports = {
  require: ["./program/preload.js"],
  extension: ["ts"],
  reporter: "test/reporter.js",
  timeout: 10_000,
  "forbid-only": true,
  parallel: true,
  // More than processors: what starts a server or proves a link waits, too. An end-to-end test takes up to 600 MB.
  jobs: Math.min(availableParallelism() + 2, 8),
};
