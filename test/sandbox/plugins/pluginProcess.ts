import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { fromWire, type Properties, toWire } from "../../../provider/protocol/wire";
import { installPlugins } from "../../../sandbox/plugins/install";

/** What Diff answered. */
export interface Diffed {
  readonly changed: boolean;
  readonly properties: string[];
  readonly replaces: string[];
  readonly deleteBeforeReplace: boolean;
  /** Path to the name of its kind: ADD, UPDATE_REPLACE. */
  readonly detailed: Record<string, string>;
}

/** A plugin as the engine has it: a process and its gRPC methods with plain values. */
export class PluginProcess {
  readonly client: Client & Record<string, unknown>;

  private constructor(
    readonly process: ChildProcess,
    readonly port: number,
    readonly stderr: () => string,
  ) {
    this.client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure()) as never;
  }

  /**
   * Installs the stand-ins into a fresh Pulumi home and starts one as the engine does.
   * @param engine address for its lines; default one where nobody listens.
   */
  static async start(
    name: "aws" | "command",
    environment: NodeJS.ProcessEnv,
    engine = "127.0.0.1:1",
  ): Promise<PluginProcess> {
    const pulumiHome = environment.PULUMI_HOME ?? mkdtempSync(join(tmpdir(), "plugins-"));
    const plugin = installPlugins({ pulumiHome, environment: {} }).find(
      (installed) => installed.name === name,
    );
    const child = spawn(plugin?.executable ?? "", [engine], {
      env: { PATH: process.env.PATH, ...environment },
    });
    let stderr = "";
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    const port = await new Promise<number>((resolve, reject) => {
      child.stdout.once("data", (chunk) => resolve(Number(String(chunk).trim())));
      child.once("exit", () => reject(new Error(`the plugin ended: ${stderr}`)));
    });
    return new PluginProcess(child, port, () => stderr);
  }

  async configure(name: string, args: Record<string, string>): Promise<void> {
    const request = new rpc.ConfigureRequest().setAcceptsecrets(true).setSendsOldInputs(true);
    for (const [key, value] of Object.entries(args))
      request.getVariablesMap().set(`${name}:config:${key}`, value);
    await this.call("configure", request);
  }

  /** What is wrong with a provider's arguments: property and reason. */
  async checkConfig(args: Properties): Promise<{ inputs: Properties; failures: [string, string][] }> {
    const request = new rpc.CheckRequest().setUrn(urn("pulumi:providers:aws")).setNews(toWire(args));
    const response = await this.call<rpc.CheckResponse>("checkConfig", request);
    return {
      inputs: fromWire(response.getInputs()),
      failures: response.getFailuresList().map((failure) => [failure.getProperty(), failure.getReason()]),
    };
  }

  async check(type: string, news: Properties): Promise<{ inputs: Properties; failures: string[] }> {
    const request = new rpc.CheckRequest().setUrn(urn(type)).setNews(toWire(news));
    const response = await this.call<rpc.CheckResponse>("check", request);
    return {
      inputs: fromWire(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.getReason()),
    };
  }

  async diff(type: string, oldInputs: Properties, news: Properties): Promise<Diffed> {
    const request = new rpc.DiffRequest()
      .setId("id")
      .setUrn(urn(type))
      .setOlds(toWire(oldInputs))
      .setOldInputs(toWire(oldInputs))
      .setNews(toWire(news));
    const response = await this.call<rpc.DiffResponse>("diff", request);
    const kinds = Object.entries(rpc.PropertyDiff.Kind);
    return {
      changed: response.getChanges() === rpc.DiffResponse.DiffChanges.DIFF_SOME,
      properties: response.getDiffsList(),
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
      detailed: Object.fromEntries(
        (response.getDetaileddiffMap().toArray() as unknown as [string, rpc.PropertyDiff][]).map(([path]) => {
          const kind = response.getDetaileddiffMap().get(path)?.getKind();
          return [path, kinds.find(([, value]) => value === kind)?.[0] ?? ""];
        }),
      ),
    };
  }

  /** Check, then Create, as the engine does. */
  async create(
    type: string,
    news: Properties,
    preview = false,
  ): Promise<{ id: string; outputs: Properties }> {
    const { inputs, failures } = await this.check(type, news);
    if (failures.length > 0) throw new Error(failures.join("\n"));
    const request = new rpc.CreateRequest()
      .setUrn(urn(type))
      .setProperties(toWire(inputs))
      .setPreview(preview);
    const response = await this.call<rpc.CreateResponse>("create", request);
    return { id: response.getId(), outputs: fromWire(response.getProperties()) };
  }

  async read(
    type: string,
    id: string,
    inputs: Properties,
    outputs: Properties,
  ): Promise<{ id: string; inputs: Properties; outputs: Properties }> {
    const request = new rpc.ReadRequest()
      .setUrn(urn(type))
      .setId(id)
      .setInputs(toWire(inputs))
      .setProperties(toWire(outputs));
    const response = await this.call<rpc.ReadResponse>("read", request);
    return {
      id: response.getId(),
      inputs: fromWire(response.getInputs()),
      outputs: fromWire(response.getProperties()),
    };
  }

  /** Check, then Update. `olds` are the outputs in state. */
  async update(
    type: string,
    id: string,
    olds: Properties,
    oldInputs: Properties,
    news: Properties,
    preview = false,
  ): Promise<Properties> {
    const { inputs, failures } = await this.check(type, news);
    if (failures.length > 0) throw new Error(failures.join("\n"));
    const request = new rpc.UpdateRequest()
      .setUrn(urn(type))
      .setId(id)
      .setOlds(toWire(olds))
      .setOldInputs(toWire(oldInputs))
      .setNews(toWire(inputs))
      .setPreview(preview);
    return fromWire((await this.call<rpc.UpdateResponse>("update", request)).getProperties());
  }

  async delete(type: string, id: string, outputs: Properties): Promise<void> {
    const request = new rpc.DeleteRequest().setUrn(urn(type)).setId(id).setProperties(toWire(outputs));
    await this.call("delete", request);
  }

  async invoke(token: string, args: Properties): Promise<Properties> {
    const request = new rpc.InvokeRequest().setTok(token).setArgs(toWire(args));
    return fromWire((await this.call<rpc.InvokeResponse>("invoke", request)).getReturn());
  }

  /** Ends it as the engine does. */
  stop(): void {
    this.client.close();
    this.process.kill("SIGKILL");
  }

  /** Rejects with the error's sentence alone, as people see it. */
  call<Response>(method: string, request: unknown): Promise<Response> {
    const unary = this.client[method] as (
      request: unknown,
      done: (error: { details: string } | null, response: Response) => void,
    ) => void;
    return new Promise((resolve, reject) =>
      unary.call(this.client, request, (error, response) =>
        error ? reject(new Error(error.details)) : resolve(response),
      ),
    );
  }
}

function urn(type: string): string {
  return `urn:pulumi:dev::aspera::aspera:access:BucketRole$${type}::it`;
}
