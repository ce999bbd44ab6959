// Plain JavaScript, since Pulumi's process for dynamic providers runs `node` without TypeScript: registers ts-node and
// hands over. Nothing else belongs here.
// Once a process: both entries run in one, and a second registration would compile everything twice.
if (!process[Symbol.for("ts-node.register.instance")]) {
  require("ts-node").register({ transpileOnly: true, cwd: __dirname });
}

const { docrootLifecycle } = require("./lifecycle");
const { observe, observeAsChanger } = require("./observe");
const { closeFormerDocroot } = require("./closeFormer");

module.exports = docrootLifecycle({ observe, observeAsChanger, closeFormerDocroot, say: console.log });
