import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CLOSED, Fixture, PLAIN } from "./fixture";

const METADATA = "http://127.0.0.1:1338";

/**
 * Stand-in: plays the metadata service to `curl -q -K -`, by the words in the file "metadata" (v2, v1, off) and the id in
 * "instance"; /ping as the fixture's own. Speaks no HTTP.
 */
const CURL = `#!/bin/sh
if [ "$*" != "-q -K -" ]; then
  [ "$(cat @ROOT@/noded)" = answers ] && { printf 200; exit 0; }
  printf 000; exit 7
fi
told=$(cat)
printf '%s\\n' "$told" >> @ROOT@/told
way=$(cat @ROOT@/metadata)
[ "$way" = off ] && exit 7
say() { printf 'HTTP/1.1 %s X\\r\\n\\r\\n%s' "$1" "$2"; exit 0; }
case "$told" in
  *api/token*) [ "$way" = v2 ] && say 200 TOKEN; say 404 '';;
  *meta-data/instance-id*)
    case "$way$told" in v1*|*'token: TOKEN'*) say 200 "$(cat @ROOT@/instance)";; *) say 401 '';; esac;;
esac
say 404 ''
`;

describe("agent: which instance it is on", () => {
  let f: Fixture;
  beforeEach(() => {
    f = new Fixture(PLAIN);
    f.system("curl", CURL);
    f.put("metadata", "v2");
    f.put("instance", "i-0123456789abcdef0");
  });
  afterEach(() => f.dispose());
  const seen = async () => (await f.observe({ metadata: METADATA })).instance;

  it("asks the metadata service, by either version; it is not known where nobody tells", async () => {
    assert.equal(await seen(), "i-0123456789abcdef0");
    assert.match(
      readFileSync(join(f.root, "told"), "utf8"),
      /url = "http:\/\/127\.0\.0\.1:1338\/latest\/api\/token"/,
    );
    f.put("metadata", "v1");
    assert.equal(await seen(), "i-0123456789abcdef0");
    f.put("metadata", "off");
    assert.equal(await seen(), "");
    f.put("metadata", "v2");
    for (const nonsense of ["", "<html>", "i-0\nHTTP", "x".repeat(200)]) {
      f.put("instance", nonsense);
      assert.equal(await seen(), "", nonsense);
    }
  });

  it("asks nobody where it is not told whom", async () => {
    assert.equal((await f.observe()).instance, "");
    assert.ok(!existsSync(join(f.root, "told")));
  });

  it("closes a docroot on the instance that it was left on, and on no other", async () => {
    await f.apply();
    const left = { metadata: METADATA, instance: "i-0fedcba9876543210" };
    const kept = await f.close(left);
    assert.deepEqual(
      [kept.changed, kept.reason],
      [false, "this is instance i-0123456789abcdef0, and the docroot was left on i-0fedcba9876543210"],
    );
    assert.ok(!f.text().includes(CLOSED));
    f.put("metadata", "off");
    assert.equal((await f.close(left)).changed, true, "not known: the host key that was pinned has told");
    assert.ok(f.text().includes(CLOSED));
  });

  it("closes it there", async () => {
    await f.apply();
    assert.equal((await f.close({ metadata: METADATA, instance: "i-0123456789abcdef0" })).changed, true);
  });
});
