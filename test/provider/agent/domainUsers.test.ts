import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { Fixture, PLAIN } from "./fixture";

/** A system that knows `knows` under the name `answers`, as sssd and winbind do. */
const getent = (knows: string, answers: string) =>
  `#!/bin/sh\n[ "$2" = '${knows}' ] && { echo '${answers}:*:1001:1001::/home/x:/bin/aspshell'; exit 0; }\nexit 2\n`;

describe("agent: transfer users of a domain", function () {
  this.timeout(20_000);
  let f: Fixture;
  beforeEach(() => {
    f = new Fixture(PLAIN);
  });
  afterEach(() => f.dispose());

  for (const user of ["jo@corp.example.com", "CORP\\jo"]) {
    it(`finds ${user} under any name that the system has for the user`, async () => {
      for (const [knows, answers] of [
        [user, user],
        [user, "jo@CORP.example.com"],
        [user, "CORP\\jo"],
        [user, "jo"],
        ["jo", "jo"],
        ["jo", "Jo"],
      ] as const) {
        f.system("getent", getent(knows, answers));
        assert.equal((await f.observe({ user })).systemUser, "present", `${knows} -> ${answers}`);
      }
      for (const [knows, answers] of [
        ["joe", "joe"],
        [user, "joe@corp.example.com"],
        ["jo", "root"],
      ] as const) {
        f.system("getent", getent(knows, answers));
        assert.equal(
          (await f.observe({ user })).systemUser,
          "missing on the server",
          `${knows} -> ${answers}`,
        );
      }
    });

    it(`reads and sets the docroot of ${user}, and knows the groups`, async () => {
      const restricted =
        "<file_system><access><paths><path><restrictions><restriction>file:////*</restriction></restrictions></path></paths></access></file_system>";
      f.system("getent", getent("jo", "jo"));
      f.system("id", `#!/bin/sh\n[ "$3" = jo ] && { echo jo media; exit 0; }\nexit 1\n`);
      assert.equal((await f.apply({ user, createEntry: true })).changed, true);
      assert.ok(f.text().includes(`<name>${user}</name>`));
      assert.equal((await f.observe({ user })).same, true);
      writeFileSync(
        f.conf,
        f
          .text()
          .replace("</users>", `</users><groups><group><name>media</name>${restricted}</group></groups>`),
      );
      assert.match((await f.observe({ user })).problem, /inherits the file restriction/);
    });
  }

  it("asks for a plain name by that name alone", async () => {
    f.system("getent", getent("acme", "Acme"));
    assert.equal((await f.observe()).systemUser, "missing on the server");
  });
});
