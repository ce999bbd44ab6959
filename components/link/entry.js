// Plain JavaScript, since Pulumi's process for dynamic providers runs `node` without TypeScript: registers ts-node and
// hands over. Nothing else belongs here.
// Once a process: both entries run in one, and a second registration would compile everything twice.
if (!process[Symbol.for("ts-node.register.instance")]) {
  require("ts-node").register({ transpileOnly: true, cwd: __dirname });
}

const { linkLifecycle } = require("./lifecycle");
const { prove } = require("./prove");

module.exports = linkLifecycle({
  prove,
  pause: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
  now: () => performance.now() / 1000,
  say: (line) => console.log(line),
  askedForFull: () => process.env.ASPERA_PROOF === "full",
});
