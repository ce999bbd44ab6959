const { availableParallelism } = require("node:os");

module.exports = {
  require: ["./program/preload.js"],
  extension: ["ts"],
  reporter: "test/reporter.js",
  timeout: 10_000,
  "forbid-only": true,
  parallel: true,
  // One more than processors: what starts a server or proves a link waits, too. Two more were slower.
  jobs: Math.min(availableParallelism() + 1, 8),
};
