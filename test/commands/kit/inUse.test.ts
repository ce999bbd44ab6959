import assert from "node:assert/strict";
import { cutOffBy, docrootInUse, refuseToCutOff } from "../../../commands/kit/inUse";
import { clearState } from "../../../commands/pulumi/clearState";
import { roleArn } from "../../../model/aws/arn";
import { KIT } from "../../model/kit/facts";
import { FakeEngine } from "../customer/engine";

const ID = "5d5b2f0e-7c41-4e0b-9a63-1f8f7f2c9b1d";
const OTHER = "4c3a2b1d-7c41-4e0b-9a63-1f8f7f2c9b1d";
const { bucket, prefix } = KIT.s3;
const IN_USE = { bucket, prefix, bucketRoleArn: roleArn(KIT.role), externalId: ID };

describe("kit: what the running docroot uses", () => {
  let engine: FakeEngine | undefined;
  afterEach(() => engine?.stop());

  it("is what the stack's state has, secrets in clear, which stay in this process", async () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
    const inputs = { ...IN_USE, externalId: { ...secret, plaintext: JSON.stringify(ID) } };
    const outputs = { plaintext: "as it is" };
    const other = { type: "aspera:index:Link", urn: "urn:1", outputs: { externalId: OTHER } };
    const resources = [other, { type: "aspera:index:Docroot", urn: "urn:2", inputs, outputs }];
    engine = new FakeEngine({ "stack export": { deployment: { resources } } });
    const state = await clearState("acme-prod");
    assert.deepEqual(docrootInUse(state), { ...IN_USE, plaintext: "as it is" });
    assert.deepEqual(engine.calls, ["stack export --show-secrets --stack acme-prod"]);
  });

  it("is none before the docroot was switched", () => {
    assert.equal(docrootInUse([]), undefined);
    const docroot = { type: "aspera:index:Docroot", urn: "urn:1", outputs: { ...IN_USE, waiting: true } };
    assert.equal(docrootInUse([docroot]), undefined);
    const { outputs: inputs } = docroot;
    assert.equal(docrootInUse([{ ...docroot, inputs, outputs: {} }]), undefined);
    assert.deepEqual(cutOffBy(KIT, OTHER, undefined), []);
  });

  it("is lost with another external ID or place on the same role, and with nothing else", () => {
    const lost = (facts: typeof KIT, id = ID) => cutOffBy(facts, id, IN_USE);
    const there = (s3: Partial<typeof KIT.s3>) => ({ ...KIT, s3: { ...KIT.s3, ...s3 } });
    assert.deepEqual(lost(KIT, OTHER), ["the external ID that it presents"]);
    assert.deepEqual(lost(there({ prefix: "elsewhere/" })), [`its place, ${bucket}/${prefix}`]);
    assert.deepEqual(lost(there({ bucket: "elsewhere" }), OTHER).length, 2);
    for (const same of [KIT, there({ prefix: "" }), there({ prefix: "elsewhere/", fullAccess: true })])
      assert.deepEqual(lost(same), []);
    assert.deepEqual(lost({ ...KIT, role: { ...KIT.role, name: "aspera-acme-2" } }, OTHER), []);
  });

  it("is a refusal that names what would be lost and both ways on, and not the ID", () => {
    refuseToCutOff([]);
    assert.throws(
      () => refuseToCutOff(cutOffBy(KIT, OTHER, IN_USE)),
      ({ message }: Error) => {
        assert.match(
          message,
          /^expected a kit .*, got one that takes .* the external ID that it presents\nhint: .*--cut-off/,
        );
        assert.ok(!message.includes(ID) && !message.includes(OTHER));
        return true;
      },
    );
  });
});
