import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { agentStdin } from "../../components/agent/request";
import { Docroot, type DocrootArgs } from "../../components/docroot/Docroot";
import { only, type Registered, recordResources, secret, settled } from "../mocks/resources";

const KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nnot-a-key\n-----END OPENSSH PRIVATE KEY-----\n";
const URI = "s3://s3.amazonaws.com/acme-media/?iam-role.arn=arn%3Aaws&iam-role.external-id=acme-4d1f";

const ARGS: DocrootArgs = {
  server: {
    host: "aspera.example.com",
    port: 33001,
    login: "ec2-user",
    hostKey: "ssh-ed25519 AAAA",
    privateKeyFile: "~/.ssh/aspera",
    privateKey: "",
    sudo: true,
    asperaRoot: "/opt/aspera",
  },
  privateKeyText: pulumi.secret(KEY),
  transferUser: "acme",
  uri: pulumi.secret(URI),
  maskedUri: URI.replace("acme-4d1f", "(ours)"),
  externalId: pulumi.secret("acme-4d1f"),
  mark: "arn%3Aaws",
  takeOver: "",
  nodeApi: { user: "", password: "" },
  manners: { restart: "restart", createEntry: false },
};

/** What create() answers. */
const OBSERVED = {
  "pulumi-nodejs:dynamic/aspera:Docroot": { expect: "none", nonce: "0123456789abcdef" },
};

describe("docroot: the component", () => {
  let registered: Registered[];
  beforeEach(async () => {
    registered = await recordResources(OBSERVED);
    await settled(new Docroot("docroot", ARGS));
  });
  const observed = () => only(registered, "pulumi-nodejs:dynamic/aspera:Docroot").inputs;
  const command = () => only(registered, "command:remote:Command").inputs;

  it("shows people the masked docroot and keeps what is secret, secret", () => {
    const inputs = observed();
    assert.equal(inputs.docroot, ARGS.maskedUri);
    assert.deepEqual(inputs.wanted, secret(URI));
    assert.deepEqual(inputs.externalId, secret("acme-4d1f"));
    assert.doesNotMatch(JSON.stringify({ ...inputs, wanted: "", externalId: "" }), /acme-4d1f|not-a-key/);
  });

  it("sends program and request by stdin, as a secret, under a command text that says nothing", () => {
    const { stdin, create, update, delete: atDestroy, triggers, environment, ...rest } = command();
    assert.equal(create, "sudo -n perl -");
    assert.deepEqual(
      [update, atDestroy, triggers, environment],
      [undefined, undefined, undefined, undefined],
    );
    assert.equal(rest.addPreviousOutputInEnv, false);
    assert.equal(rest.logging, "none");
    assert.deepEqual(stdin, secret((stdin as { value: string }).value));
  });

  it("pins the host key, gives up soon, and keeps the whole connection secret", () => {
    assert.deepEqual(
      command().connection,
      secret({
        host: "aspera.example.com",
        port: 33001,
        user: "ec2-user",
        hostKey: "ssh-ed25519 AAAA",
        privateKey: KEY,
        dialErrorLimit: 3,
        perDialTimeout: 15,
      }),
    );
  });

  it("asks the agent for exactly the wanted docroot, expecting what was seen", () => {
    const { value } = command().stdin as { value: string };
    const asked = agentStdin({
      mode: "apply",
      root: "/opt/aspera",
      user: "acme",
      docroot: URI,
      externalId: "acme-4d1f",
      mark: "arn%3Aaws",
      expect: "none",
      nonce: "0123456789abcdef",
      restart: "restart",
      createEntry: false,
    });
    assert.ok(value === asked, value.split("\n__END__\n")[1]);
  });
});

describe("docroot: the provider that is stored in state", () => {
  const textOf = async (): Promise<string> => {
    const registered = await recordResources(OBSERVED);
    await settled(new Docroot("docroot", ARGS));
    const { __provider } = only(registered, "pulumi-nodejs:dynamic/aspera:Docroot").inputs;
    return typeof __provider === "string" ? __provider : JSON.stringify(__provider);
  };

  it("is a shim: a few hundred letters that load the checkout's own code", async () => {
    const text = await textOf();
    assert.match(text, /components\/docroot\/entry\.js/);
    assert.ok(text.length < 4000, `${text.length} letters`);
  });

  it("is the same each time, and holds no secret and no path of this machine", async () => {
    const text = await textOf();
    assert.equal(await textOf(), text);
    for (const secretText of ["acme-4d1f", "not-a-key", process.cwd()]) assert.ok(!text.includes(secretText));
  });
});
