import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ED25519 } from "../model/ssh/hostKeys";
import { files, PRIVATE_KEY, settingsWith } from "../program/settings/stack";

const PAGE = readFileSync(join(__dirname, "../../docs/ssh.md"), "utf8");
/** The settings that the page gives to be pasted; the host key is the reader's own. */
const SETTINGS = [...PAGE.matchAll(/^```yaml\n(aspera:server:\n[\s\S]*?)^```$/gm)].map(
  ([, text = ""]) => parse(text.replaceAll("ssh-ed25519 AAAA...", ED25519))["aspera:server"],
);

describe("docs/ssh.md", () => {
  it("gives settings that are taken as they stand", () => {
    assert.equal(SETTINGS.length, 3);
    const context = { files: files({ "/home/operator/.ssh/aspera-watch": PRIVATE_KEY }) };
    for (const server of SETTINGS) settingsWith({ server }, context);
  });

  it("leads a tunnel to this machine, with the server's own host key, at the port that the commands open", () => {
    const server = SETTINGS.find(({ host }) => host === "127.0.0.1");
    assert.equal(server.hostKey, ED25519);
    assert.match(PAGE, new RegExp(`"localPortNumber":\\["${server.port}"\\]`));
    assert.match(PAGE, new RegExp(`--local-port ${server.port}\\b`));
    const [parameters = ""] = /(?<=--parameters ')[^']+/.exec(PAGE) ?? [];
    assert.deepEqual(JSON.parse(parameters), { portNumber: ["33001"], localPortNumber: [`${server.port}`] });
  });
});
