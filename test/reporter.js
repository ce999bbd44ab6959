// Mocha's own `spec` report, then the ten slowest tests, closed by the one line that CI reads: "N passed, N failed, N skipped".
const { reporters, Runner } = require("mocha");

const { EVENT_TEST_END, EVENT_RUN_END } = Runner.constants;

class SpecWithClosingLine extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    // Until the end says otherwise: a run that dies on its way would end with 0, and without the line.
    process.exitCode = 1;
    const took = [];
    runner.on(EVENT_TEST_END, (test) => took.push([test.duration ?? 0, test.fullTitle()]));
    runner.once(EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const slowest = took.sort(([one], [other]) => other - one).slice(0, 10);
      if (took.length > 10) {
        process.stdout.write("\nslowest:\n");
        for (const [ms, title] of slowest)
          process.stdout.write(`${(ms / 1000).toFixed(1).padStart(7)} s  ${title}\n`);
      }
      process.stdout.write(`\n${passes} passed, ${failures} failed, ${pending} skipped\n`);
    });
  }
}

module.exports = SpecWithClosingLine;
