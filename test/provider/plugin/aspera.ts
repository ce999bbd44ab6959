import { spawn } from "node:child_process";
import { resolve } from "node:path";
import type { ServiceError } from "@grpc/grpc-js";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { NOTHING_ASKED } from "../../../model/link/results";
import { fromWire, type Properties, toWire } from "../../../provider/protocol/wire";
import { PluginProcess } from "../../sandbox/plugins/pluginProcess";
import { CONNECTION } from "../connection";
import { INPUTS as LINK_INPUTS } from "../link/inputs";

const EXECUTABLE = resolve(__dirname, "../../../provider/pulumi-resource-aspera");

export const DOCROOT = "aspera:index:Docroot";
export const LINK = "aspera:index:Link";
export const SOFTWARE = "aspera:index:ServerSoftware";
export const HANDOVER = "aspera:index:Handover";
export const FORMER = "aspera:index:FormerDocroots";
export const TYPES = [DOCROOT, LINK, SOFTWARE] as const;
export type Type = (typeof TYPES)[number];

/** The URN under which everything here is asked. */
export const urnOf = (type: Type) => `urn:pulumi:dev::aspera::aspera:components:AsperaLink$${type}::it`;

/**
 * Our plugin as the engine starts it, not yet configured.
 * @param engine address that it is given as the engine's; by default one where nobody listens.
 */
export async function startedPlugin(engine = "127.0.0.1:1"): Promise<PluginProcess> {
  const child = spawn(EXECUTABLE, [engine], { env: { PATH: process.env.PATH } });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const port = await new Promise<number>((done, reject) => {
    child.stdout.once("data", (chunk) => done(Number(String(chunk).trim())));
    child.once("exit", () => reject(new Error(`the plugin ended: ${stderr}`)));
  });
  // Its own `start` knows the sandbox's stand-ins alone, and nobody else may construct one by the types.
  return Reflect.construct(PluginProcess, [child, port, () => stderr]) as PluginProcess;
}

/** The same, configured. */
export async function asperaPlugin(engine?: string): Promise<PluginProcess> {
  const plugin = await startedPlugin(engine);
  await plugin.configure("aspera", {});
  return plugin;
}

/** A server where nobody listens: asked, it is unreachable at once. */
const UNREACHABLE = { ...CONNECTION, host: "127.0.0.1", port: 1 };
const HOP = { host: "127.0.0.1", port: 2, user: "jumper", hostKey: CONNECTION.hostKey };

/** Everything that a program can say of each resource. */
export const EXAMPLES: Record<Type, Properties> = (() => {
  const connection = {
    ...UNREACHABLE,
    privateKeyFile: "/nonexistent/key",
    privateKey: "THE PRIVATE KEY",
    privateKeyPassphrase: "THE PASSPHRASE",
    proxy: HOP,
    observer: { user: "watcher", privateKeyFile: "/nonexistent/watch" },
  };
  const place = {
    connection,
    transferUser: "acme",
    bucket: "acme-media",
    prefix: "incoming/",
    bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
    externalId: "THE EXTERNAL ID",
    sessionName: "acme@example.com",
    template: "s3://{host}/{bucket}/{prefix}?arn={roleArn}&id={externalId}&name={sessionName}",
    storageHost: "s3.example.com",
  };
  const { endpoints, region, serverRoleArn, access } = LINK_INPUTS;
  return {
    [DOCROOT]: {
      ...place,
      takeOver: "0123456789abcdef",
      createTransferUserEntry: false,
      waiting: false,
      rights: ["read"],
      metadata: endpoints.metadata,
      transferTokens: true,
      restart: { restart: "whenIdle", idleWait: 60, idleThen: "restart" },
      nodeApi: { user: "xfer2", password: "THE NODE PASSWORD" },
    },
    [LINK]: {
      ...place,
      ...{ endpoints, region, serverRoleArn, access },
      vendorRights: true,
      fullAccess: true,
      sessionNameRequired: true,
      kmsKeyArn: "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      nodeApi: { user: "xfer2", password: "THE NODE PASSWORD" },
      required: true,
      wait: 0,
      fullProof: true,
      awaits: "444455556666",
      widerStillAllowed: true,
    },
    [SOFTWARE]: {
      connection,
      source: "/nonexistent/THE PACKAGE.rpm",
      sha256: "0".repeat(64),
      username: "operator",
      password: "THE PASSWORD",
      snapshot: "snap-0123456789abcdef0",
      idleWait: 0,
    },
  };
})();

/** The least that a program must say of each resource. */
export const LEAST: Record<Type, Properties> = (() => {
  const of = (type: Type, ...names: string[]) =>
    Object.fromEntries(
      names.map((name) => [name, name === "connection" ? UNREACHABLE : EXAMPLES[type][name]]),
    );
  return {
    [DOCROOT]: of(DOCROOT, "connection", "transferUser", "bucket"),
    [LINK]: of(
      LINK,
      "connection",
      "transferUser",
      "bucket",
      "access",
      "region",
      "endpoints",
      "serverRoleArn",
    ),
    [SOFTWARE]: of(SOFTWARE, "connection", "source", "sha256", "snapshot"),
  };
})();

/** What each remembers beside its inputs. */
export const OUTPUTS: Record<Type, Properties> = {
  [DOCROOT]: {
    fingerprint: "0123456789abcdef",
    expect: "none",
    nonce: "fedcba9876543210",
    instance: "",
    lastSeen: "2026-11-26T15:15:16Z",
    licenceUntil: "2027-01-31",
    leftBehind: "",
    leaves: [],
    agentFile: "/opt/aspera/etc/.aspera.conf.aspera-pulumi-agent-0123456789abcdef",
    request: "THE REQUEST",
  },
  [LINK]: { stood: true, operations: NOTHING_ASKED, leavesVersions: false },
  [SOFTWARE]: { installed: "ibm-aspera-hsts 4.4.7.2224-1", backup: "/opt/etc-1" },
};

/** A failure as the engine gets it. */
export interface Failed {
  readonly message: string;
  /** Of a resource that is kept as it is: its id and its state; undefined for any other failure. */
  readonly kept?: { readonly id: string; readonly state: Properties; readonly reasons: string[] };
}

/** How a call fails. */
function failureOf(plugin: PluginProcess, method: "create" | "update", request: unknown): Promise<Failed> {
  const unary = plugin.client[method] as (
    request: unknown,
    done: (error: ServiceError | null) => void,
  ) => void;
  return new Promise((resolve, reject) =>
    unary.call(plugin.client, request, (error) => {
      if (!error) return reject(new Error(`${method} did not fail`));
      const [bytes] = error.metadata.get("grpc-status-details-bin");
      if (bytes === undefined) return resolve({ message: error.details });
      const [detail] = Status.deserializeBinary(bytes as Buffer).getDetailsList();
      const kept = ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() ?? new Uint8Array());
      resolve({
        message: error.details,
        kept: { id: kept.getId(), state: fromWire(kept.getProperties()), reasons: kept.getReasonsList() },
      });
    }),
  );
}

/** A resource as the engine has it saved. */
export interface Saved {
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** The plugin's methods with exactly these properties: nothing is checked before. */
export const ask = {
  async createPreview(plugin: PluginProcess, type: Type, inputs: Properties): Promise<Properties> {
    const response = await plugin.call<rpc.CreateResponse>(
      "create",
      createRequest(type, inputs).setPreview(true),
    );
    return fromWire(response.getProperties());
  },
  async updatePreview(plugin: PluginProcess, type: Type, olds: Saved, news: Properties): Promise<Properties> {
    const request = updateRequest(type, olds, news).setPreview(true);
    return fromWire((await plugin.call<rpc.UpdateResponse>("update", request)).getProperties());
  },
  failingCreate: (plugin: PluginProcess, type: Type, inputs: Properties) =>
    failureOf(plugin, "create", createRequest(type, inputs)),
  failingUpdate: (plugin: PluginProcess, type: Type, olds: Saved, news: Properties) =>
    failureOf(plugin, "update", updateRequest(type, olds, news)),
};

function createRequest(type: Type, inputs: Properties): rpc.CreateRequest {
  return new rpc.CreateRequest().setUrn(urnOf(type)).setProperties(toWire(inputs));
}

function updateRequest(type: Type, olds: Saved, news: Properties): rpc.UpdateRequest {
  return new rpc.UpdateRequest()
    .setUrn(urnOf(type))
    .setId("id")
    .setOlds(toWire(olds.outputs))
    .setOldInputs(toWire(olds.inputs))
    .setNews(toWire(news));
}
