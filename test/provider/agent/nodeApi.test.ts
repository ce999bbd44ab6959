import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Fixture, PLAIN, WANTED } from "./fixture";

const PASSWORD = 'i-0123"456\\789 x';

/**
 * Stand-in: /ping as the fixture's own; a listing answers with the status in the file "browse" and keeps what curl was
 * told in "told". Speaks no HTTP.
 */
const CURL = `#!/bin/sh
echo "curl $*" >> @ROOT@/curl-log
if [ "$*" = "-q -K -" ]; then
  cat > @ROOT@/told
  echo asked >> @ROOT@/browsed
  status="$(cat @ROOT@/browse)"
  printf 'HTTP/1.1 %s X\\r\\nContent-Type: application/json\\r\\n\\r\\n{"items" : []}' "$status"
  exit 0
fi
[ "$(cat @ROOT@/noded)" = answers ] && { printf 200; exit 0; }
printf 000; exit 7
`;

describe("apply with a node user", () => {
  let server: Fixture;
  beforeEach(() => {
    server = new Fixture(PLAIN);
    server.system("curl", CURL);
    server.put("browse", "200");
  });
  afterEach(() => server.dispose());
  const asked = () => existsSync(join(server.root, "browsed"));
  const node = { nodeUser: "acme", nodePassword: PASSWORD, healthWait: 1 };

  it("lists the new docroot through asperanoded after the restart, password in no argument", async () => {
    const answer = await server.apply(node);
    assert.equal(answer.changed, true);
    assert.equal(server.restarts(), 1);
    const told = readFileSync(join(server.root, "told"), "utf8");
    assert.match(told, /^url = "https:\/\/127\.0\.0\.1:9092\/files\/browse"$/m);
    assert.match(told, /^user = "acme:i-0123\\"456\\\\789 x"$/m);
    assert.match(told, /^data-binary = "\{\\"path\\":\\"\/\\"\}"$/m);
    assert.doesNotMatch(readFileSync(join(server.root, "curl-log"), "utf8"), /i-0123/);
  });

  it("takes the edit back when that listing fails", async () => {
    for (const status of ["500", "401"]) {
      server.put("browse", status);
      await assert.rejects(server.apply(node), {
        message: new RegExp(
          `^asperanoded does not list the new docroot for the node user \\(HTTP ${status}\\); the old docroot is back\\nhint: HTTP 401 is`,
        ),
      });
      assert.equal(server.text(), PLAIN);
    }
    assert.equal(server.restarts(), 4, "each time one for the new docroot, one for the old");
    const answer = await server.apply({ ...node, nodeUser: "" });
    assert.equal(answer.changed, true);
  });

  it("asks nothing of the kind without a node user, when nothing changes, or when a docroot is closed", async () => {
    await server.apply();
    assert.equal((await server.apply(node)).changed, false);
    assert.equal((await server.close()).changed, true);
    assert.ok(!asked());
    assert.ok(!server.text().includes(WANTED));
  });
});
