// Plain JavaScript, since Pulumi's process for dynamic providers runs `node` without TypeScript: registers ts-node and
// hands over. Nothing else belongs here.
require("ts-node").register({ transpileOnly: true, cwd: __dirname });

const { softwareLifecycle } = require("./lifecycle");
const { upgradeServer } = require("./upgradeServer");

module.exports = softwareLifecycle({ upgradeServer, say: console.log });
