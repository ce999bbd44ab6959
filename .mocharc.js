const { availableParallelism } = require("node:os");

module.exports = {
  require: ["./program/preload.js"],
  extension: ["ts"],
  reporter: "test/reporter.js",
  timeout: 10_000,
  "forbid-only": true,
  parallel: true,
  // One more than processors: end-to-end tests wait for servers and proofs, too. Each of them takes up to 600 MB.
  jobs: Math.min(availableParallelism() + 1, 6),
};
