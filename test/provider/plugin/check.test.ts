import assert from "node:assert/strict";
import { docrootTexts } from "../../../model/docroot/docrootTexts";
import { LINK_STANDS } from "../../../model/link/facts";
import { ALL_WELL } from "../../../provider/docroot/properties";
import { type Properties, UNKNOWN } from "../../../provider/protocol/wire";
import { secret } from "../../mocks/resources";
import type { PluginProcess } from "../../sandbox/plugins/pluginProcess";
import { asperaPlugin, DOCROOT, EXAMPLES, LEAST, LINK, SOFTWARE, TYPES, type Type } from "./aspera";
import { pathsIn, valueAt, withValueAt } from "./paths";

describe("provider: what Check makes of a program's inputs", () => {
  let plugin: PluginProcess;
  before(async () => {
    plugin = await asperaPlugin();
  });
  after(() => plugin?.stop());

  /** The inputs of an accepted check, with no mark. */
  async function accepted(type: Type, news: Properties): Promise<Properties> {
    const { inputs, failures } = await plugin.check(type, news);
    assert.deepEqual(failures, []);
    return JSON.parse(JSON.stringify(inputs, (_name, value) => value?.value ?? value)) as Properties;
  }
  async function refused(type: Type, news: Properties): Promise<string[]> {
    const { failures } = await plugin.check(type, news);
    assert.ok(failures.length > 0, `accepted: ${JSON.stringify(news)}`);
    return failures;
  }
  const maskedOf = (inputs: Properties) => docrootTexts(inputs as never).maskedUri;

  it("a docroot: all that must be seen, constants and the masked docroot", async () => {
    for (const inputs of [LEAST[DOCROOT], EXAMPLES[DOCROOT]]) {
      const docroot = maskedOf(inputs);
      assert.doesNotMatch(docroot, /THE EXTERNAL ID/);
      assert.deepEqual(await accepted(DOCROOT, inputs), { ...inputs, ...ALL_WELL, docroot });
    }
    assert.equal(maskedOf(LEAST[DOCROOT]), "s3://s3.amazonaws.com/acme-media/");
    assert.match(
      maskedOf(EXAMPLES[DOCROOT]),
      /^s3:\/\/s3\.example\.com\/acme-media\/incoming\/\?arn=.*&id=\(ours\)&name=acme%40example\.com$/,
    );
  });

  it("a link: that it stands, and a proof that an up waits for", async () => {
    assert.deepEqual(await accepted(LINK, LEAST[LINK]), {
      ...LEAST[LINK],
      ...LINK_STANDS,
      fullAccess: false,
      required: true,
      wait: 120,
      fullProof: false,
      widerStillAllowed: false,
    });
    assert.deepEqual(await accepted(LINK, EXAMPLES[LINK]), { ...EXAMPLES[LINK], ...LINK_STANDS });
  });

  it("software: the package as it may be shown, without what signs an address", async () => {
    assert.deepEqual(await accepted(SOFTWARE, LEAST[SOFTWARE]), {
      ...LEAST[SOFTWARE],
      package: LEAST[SOFTWARE].source,
      idleWait: 600,
    });
    const shown = async (source: string) =>
      (await accepted(SOFTWARE, { ...LEAST[SOFTWARE], source })).package;
    assert.equal(await shown("https://example.com/a.rpm?signature=x#y"), "https://example.com/a.rpm");
    assert.equal(await shown("https://example.com/a.rpm#signature"), "https://example.com/a.rpm");
    assert.equal(await shown("~/odd?name.rpm"), "~/odd?name.rpm");
    assert.equal(await shown(UNKNOWN), UNKNOWN);
  });

  it("what is observed is not for the program to say", async () => {
    const said = {
      server: "made up",
      docroot: "made up",
      link: "made up",
      owner: "made up",
      package: "made up",
    };
    for (const type of TYPES) {
      const plain = await accepted(type, LEAST[type]);
      const known = Object.fromEntries(Object.entries(said).filter(([name]) => Object.hasOwn(plain, name)));
      assert.ok(Object.keys(known).length > 0);
      assert.deepEqual(await accepted(type, { ...LEAST[type], ...known }), plain);
    }
  });

  it("the masked docroot is unknown while what it is made of is, and only then", async () => {
    for (const name of ["bucket", "prefix", "bucketRoleArn", "sessionName", "template", "storageHost"])
      assert.equal(
        (await accepted(DOCROOT, { ...EXAMPLES[DOCROOT], [name]: UNKNOWN })).docroot,
        UNKNOWN,
        name,
      );
    const others = { ...EXAMPLES[DOCROOT], connection: UNKNOWN, externalId: UNKNOWN, transferUser: UNKNOWN };
    assert.equal((await accepted(DOCROOT, others)).docroot, maskedOf(EXAMPLES[DOCROOT]));
  });

  it("takes an unknown wherever a value can be, nested ones too", async () => {
    for (const type of TYPES)
      for (const path of pathsIn(EXAMPLES[type])) {
        const news = withValueAt(EXAMPLES[type], path, UNKNOWN);
        assert.equal(valueAt(await accepted(type, news), path), UNKNOWN, path.join("."));
      }
  });

  it("refuses a name that it does not know, says which it knows, and tells no value", async () => {
    for (const type of TYPES) {
      const [reason = ""] = await refused(type, { ...EXAMPLES[type], privatekey: "S3NTINEL" });
      assert.match(reason, /property privatekey of .*; it knows connection, /);
      assert.doesNotMatch(reason, /S3NTINEL/);
      // The computed outputs are none of the inputs either.
      await refused(type, { ...EXAMPLES[type], nonce: "S3NTINEL", installed: "S3NTINEL" });
    }
  });

  it("refuses a nested name that it does not know, in a preview that knows no values yet, too", async () => {
    const wrong: [Type, string[], string][] = [
      ...TYPES.flatMap((type): [Type, string[], string][] => [
        [type, ["connection", "hostkey"], "connection: expected one of host, port, user, hostKey, "],
        [
          type,
          ["connection", "proxy", "privateKey"],
          "connection.proxy: expected one of host, port, user, hostKey, ",
        ],
        [
          type,
          ["connection", "observer", "key"],
          "connection.observer: expected one of user, privateKeyFile, ",
        ],
      ]),
      [LINK, ["nodeApi", "pass"], "nodeApi: expected one of user, password, "],
      [LINK, ["endpoints", "iam"], "endpoints: expected one of metadata, sts, s3, "],
    ];
    for (const [type, path, expected] of wrong)
      for (const value of ["S3NTINEL", secret("S3NTINEL"), UNKNOWN]) {
        const unknownHost = withValueAt(EXAMPLES[type], ["connection", "host"], UNKNOWN);
        for (const inputs of [EXAMPLES[type], unknownHost]) {
          const reasons = await refused(type, withValueAt(inputs, path, value));
          assert.equal(reasons.length, 1, reasons.join("\n"));
          assert.ok(reasons[0]?.startsWith(expected), reasons[0]);
          assert.ok(reasons[0]?.endsWith(`got ${path.at(-1)}`), reasons[0]);
        }
      }
  });

  it("refuses a value of another type at every path, names path and types, and tells no value", async () => {
    for (const type of TYPES)
      for (const path of pathsIn(EXAMPLES[type])) {
        const right = typeof valueAt(EXAMPLES[type], path);
        const others = right === "string" ? [47114711, true, ["S3NTINEL"]] : ["S3NTINEL", secret("S3NTINEL")];
        for (const other of others) {
          const reasons = await refused(type, withValueAt(EXAMPLES[type], path, other));
          for (const reason of reasons) {
            assert.ok(reason.startsWith(`${path.join(".")}`), `${path.join(".")}: ${reason}`);
            assert.match(reason, /: expected .+, got (a|an|nothing)\b/);
            assert.doesNotMatch(reason, /S3NTINEL|47114711/);
          }
        }
      }
    const [fly = ""] = await refused(LINK, { ...EXAMPLES[LINK], access: ["upload", "S3NTINEL"] });
    assert.match(fly, /^access\.1: expected .*"upload".*, got a string$/);
  });

  it("refuses what is missing, at every path that is required, and nothing that is not", async () => {
    const optional = new Set([
      ...["connection.privateKeyFile", "connection.privateKey", "connection.privateKeyPassphrase"],
      ...["connection.proxy", "connection.observer", "connection.observer.privateKeyFile"],
      ...[
        "prefix",
        "bucketRoleArn",
        "externalId",
        "sessionName",
        "sessionNameRequired",
        "vendorRights",
        "kmsKeyArn",
        "template",
        "storageHost",
        "takeOver",
        "createTransferUserEntry",
        "rights",
        "metadata",
        "transferTokens",
      ],
      ...[
        "fullAccess",
        "nodeApi",
        ...["restart", "restart.restart", "restart.idleWait", "restart.idleThen"],
        "required",
        "wait",
        "fullProof",
        "widerStillAllowed",
        "awaits",
        "waiting",
        "username",
        "password",
        "idleWait",
      ],
    ]);
    for (const type of TYPES)
      for (const path of pathsIn(EXAMPLES[type])) {
        const where = path.join(".");
        if (/\d/.test(path.at(-1) ?? "")) continue;
        const without = withValueAt(EXAMPLES[type], path, undefined);
        if (optional.has(where)) await accepted(type, without);
        else {
          const [reason = ""] = await refused(type, without);
          assert.match(reason, path.length === 1 ? new RegExp(`needs property ${where}$`) : /, got nothing$/);
          assert.ok(reason.includes(where), reason);
        }
      }
    assert.equal((await refused(DOCROOT, {})).length, 3, "everything at once");
    await refused(DOCROOT, { ...LEAST[DOCROOT], bucket: "" });
  });
});
