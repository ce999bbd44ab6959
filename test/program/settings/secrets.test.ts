import assert from "node:assert/strict";
import { format, inspect } from "node:util";
import fc from "fast-check";
import { formatFaults, parseSettings, Secret } from "../../../program/settings";
import { knownKeys } from "../../../program/settings/schema/keys";
import { CUSTOMER, configuration, customerWith, EXTERNAL_ID, faultsWith, inner, PRIVATE_KEY } from "./stack";

/** Long enough that no ordinary words of a message contain it by chance. */
const secretText = fc.stringMatching(/^zq[0-9a-f]{10,40}[!"\\ {}]{0,3}[0-9a-f]{0,4}$/);

/** Looks like a private key, over several lines. */
const privateKey = fc
  .array(fc.stringMatching(/^zq[A-Za-z0-9+]{20,60}$/), { minLength: 1, maxLength: 4 })
  .map((lines) => `-----BEGIN PRIVATE KEY-----\n${lines.join("\n")}\n-----END`);

describe("a secret", () => {
  it("is returned by reveal() alone", () => {
    const secret = new Secret("hidden");
    const holder = { deep: { secret } };
    assert.equal(secret.reveal(), "hidden");
    for (const text of [
      `${secret}`,
      JSON.stringify(holder),
      inspect(holder, { depth: 9, showHidden: true }),
      format("%s %o", secret, secret),
    ]) {
      assert.ok(!text.includes("hidden"), text);
      assert.match(text, /\[secret\]/);
    }
  });

  it("does not print with the settings", () => {
    const customer = customerWith({ sshPrivateKey: PRIVATE_KEY });
    for (const text of [JSON.stringify(customer), inspect(customer, { depth: 9, showHidden: true })]) {
      assert.ok(!text.includes(EXTERNAL_ID));
      assert.ok(!text.includes(PRIVATE_KEY.split("\n")[1] ?? "none"));
    }
  });

  it("is not quoted from broken JSON, nor is anything in an object that the stack encrypts", () => {
    const secretKeys = new Set(["aspera:externalId", "aspera:server"]);
    const broken = faultsWith({ server: '{"host": "hidden-host' }, { secretKeys });
    const wrong = faultsWith(
      { server: { host: "hidden host", port: 99999, hostKey: "hidden" } },
      { secretKeys },
    );
    const text = JSON.stringify([...broken, ...wrong]);
    assert.ok(!text.includes("hidden"), text);
    assert.ok(!text.includes("99999"), text);
    assert.ok(text.includes("[secret]"));
  });

  it("in clear is not quoted from broken JSON either", () => {
    for (const name of ["nodeApi", "server", "bucketAccount"]) {
      const broken = `{"user": "acme", "${name === "bucketAccount" ? "externalId" : "password"}": "hidden`;
      assert.ok(!JSON.stringify(faultsWith({ [name]: broken })).includes("hidden"), name);
    }
  });

  it("is not shown either when it is a number or too short to search for", () => {
    for (const externalId of [246810, "7"]) {
      const roleArn = "arn:aws:iam::444455556666:role/deploy";
      const changes = inner("bucketAccount", { profile: undefined, assumeRole: { roleArn, externalId } });
      assert.deepEqual(
        faultsWith(changes).map(({ key, got }) => [key, got]),
        [["aspera:bucketAccount.assumeRole.externalId", "[secret]"]],
      );
    }
  });

  it("is not shown under a misspelt key", () => {
    const faults = faultsWith({
      externalID: "hidden",
      sshKey: PRIVATE_KEY,
      ...inner("server", { password: "hidden" }),
    });
    assert.equal(faults.length, 3);
    assert.ok(!JSON.stringify(faults).includes("hidden"));
    assert.ok(!JSON.stringify(faults).includes("PRIVATE"));
  });

  it("is not shown where it was put by mistake", () => {
    const wrongPlaces = {
      transferUser: `user ${EXTERNAL_ID}`,
      ...inner("bucket", { name: `${EXTERNAL_ID}-`, prefix: `/${EXTERNAL_ID}`, [EXTERNAL_ID]: 1 }),
      tags: { [`#${EXTERNAL_ID}`]: EXTERNAL_ID, [EXTERNAL_ID]: 1 },
      ...inner("server", { hostKey: PRIVATE_KEY }),
    };
    const text = JSON.stringify(faultsWith(wrongPlaces));
    assert.ok(!text.includes(EXTERNAL_ID), text);
    assert.ok(!text.includes(PRIVATE_KEY.split("\n")[1] ?? "none"), text);
  });
});

describe("any configuration at all", () => {
  const name = fc.oneof(
    fc.constantFrom(...knownKeys().map((key) => key.slice("aspera:".length))),
    fc.constantFrom("__proto__", "constructor", "toString"),
    fc.string(),
  );

  /** Values of any form, with the two secrets anywhere in them. */
  const anyValue = (secrets: string[]) => {
    const leaf = fc.oneof(
      fc.constantFrom(...secrets),
      fc.string(),
      fc.constantFrom(...secrets.map((text) => `/${text}*`)),
    );
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        tie("list"),
        tie("object"),
      ),
      list: fc.array(tie("value"), { maxLength: 3 }),
      object: fc.dictionary(fc.oneof(innerName, leaf), tie("value"), { maxKeys: 4 }),
    })).value;
    return fc.oneof(
      leaf,
      json.map((value) => JSON.stringify(value)),
      json,
      fc.constant(undefined),
    );
  };
  const innerName = fc.constantFrom(...knownKeys().map((key) => key.slice(key.search(/[.:][^.:]*$/) + 1)));

  it("is read without an exception, and no fault reveals the external ID or the private key", () => {
    const cases = fc
      .tuple(secretText, privateKey, fc.boolean())
      .chain(([externalId, sshPrivateKey, partly]) =>
        fc.dictionary(name, anyValue([externalId, sshPrivateKey]), { maxKeys: 8 }).map((keys) => ({
          externalId,
          sshPrivateKey,
          keys: { ...(partly ? CUSTOMER : {}), ...keys, externalId, sshPrivateKey },
        })),
      );
    let refused = 0;
    fc.assert(
      fc.property(cases, fc.boolean(), ({ externalId, sshPrivateKey, keys }, known) => {
        const raw = Object.fromEntries(Object.entries(keys).map(([key, value]) => [`aspera:${key}`, value]));
        const secretKeys = known ? new Set(["aspera:externalId"]) : undefined;
        const { settings, faults } = parseSettings(raw, { stack: "dev", secretKeys });
        assert.equal(settings === undefined, faults.length > 0);
        refused += faults.length > 0 ? 1 : 0;
        const text = `${formatFaults("dev", faults)}${JSON.stringify(faults)}`;
        const lines = sshPrivateKey.split("\n").filter((line) => line.startsWith("zq"));
        for (const secret of [externalId, ...lines]) {
          assert.ok(!text.includes(secret), `${secret} is in ${text}`);
          assert.ok(!text.includes(JSON.stringify(secret).slice(1, -1)));
        }
        for (const fault of faults) {
          for (const part of [fault.key, fault.expected, fault.got, fault.hint])
            assert.ok(part.length > 0, JSON.stringify(fault));
        }
      }),
      { numRuns: 1500 },
    );
    assert.ok(refused > 100);
  });

  it("may hold other types than text", () => {
    for (const value of [undefined, null, 3, {}, [], () => 1, Symbol("x"), new Map()]) {
      const { faults } = parseSettings(
        { "aspera:externalId": value, "aspera:server": value },
        { stack: "s" },
      );
      assert.ok(faults.length > 0);
    }
    assert.ok(configuration({}));
  });
});
