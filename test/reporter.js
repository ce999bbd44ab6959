// Mocha's own `spec` report, closed by the one line that CI reads: "N passed, N failed, N skipped".
const { reporters, Runner } = require("mocha");

class SpecWithClosingLine extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      process.stdout.write(`\n${passes} passed, ${failures} failed, ${pending} skipped\n`);
    });
  }
}

module.exports = SpecWithClosingLine;
