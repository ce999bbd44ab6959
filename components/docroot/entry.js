// Plain JavaScript, since Pulumi's process for dynamic providers runs `node` without TypeScript: registers ts-node and
// hands over. Nothing else belongs here.
require("ts-node").register({ transpileOnly: true, cwd: __dirname });

const { docrootLifecycle } = require("./lifecycle");
const { observe, observeAsChanger } = require("./observe");
const { closeFormerDocroot } = require("./closeFormer");

module.exports = docrootLifecycle({ observe, observeAsChanger, closeFormerDocroot, say: console.log });
