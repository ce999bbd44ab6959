import * as pulumi from "@pulumi/pulumi";

/** What a program asked the engine for, as the engine would have got it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  /** Its inputs; an object or list with a secret inside is a secret as a whole, as the SDK's mocks have it. */
  readonly inputs: Record<string, unknown>;
  /** The same as they go to the engine: each secret marked where it is. */
  readonly wire: Record<string, unknown>;
  /** `urn::id` of the explicit provider; empty for components. */
  readonly provider: string;
  /** Name of the component that it is part of; empty for none. */
  readonly parent: string;
  /** Names of the resources that it waits for, by `dependsOn` or by an output among its inputs; sorted. */
  readonly dependsOn: readonly string[];
  /** Name of the resource with which it goes without a word; undefined for none. */
  readonly deletedWith?: string;
  /** Whether the engine is to refuse its deletion. */
  readonly protect: boolean;
  /** Whether it goes before its successor is there; undefined: as the provider likes. */
  readonly deleteBeforeReplace?: boolean;
  /** Outputs that are secret whatever the provider says. */
  readonly additionalSecretOutputs: readonly string[];
  /** Properties whose changes no diff shows. */
  readonly hideDiffs: readonly string[];
  /** Longest times that creating and updating it may take; empty for none. */
  readonly customTimeouts: { readonly create?: string; readonly update?: string };
}

/** Answers a look-up, by its inputs; throws where the provider would fail. */
export type Lookup = (inputs: Record<string, unknown>, provider: string) => object;

/** A look-up that fails in the provider's words. */
export function failing(words: string): Lookup {
  return () => {
    throw Object.assign(new Error(words), { details: words });
  };
}

/**
 * Plays the engine for components: keeps what was registered, and answers outputs that look like AWS's. It checks
 * nothing and makes nothing.
 * @param outputs what resources of a type answer besides their inputs.
 * @param lookups what functions answer, by token.
 */
export async function recordResources(
  outputs: Record<string, object> = {},
  lookups: Record<string, Lookup> = {},
): Promise<Registered[]> {
  const registered: Registered[] = [];
  const requests = new Map<string, Request>();
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, provider }) => {
        const request = requests.get(`${type} ${name}`);
        registered.push({ type, name, inputs, provider: provider ?? "", ...optionsOf(request) });
        const arn = `arn:aws:mock:::${name}`;
        return {
          id: `${name}-id`,
          state: { ...inputs, arn, uniqueId: `AROA${name.toUpperCase()}`, ...outputs[type] },
        };
      },
      call: ({ token, inputs, provider }) => lookups[token]?.(inputs, provider ?? "") ?? {},
    },
    "aspera",
    "acme-prod",
  );
  // The mocks are not told of a resource's options.
  const monitor = pulumi.runtime.getMonitor() as unknown as Record<"registerResource", Registering>;
  const { registerResource } = monitor;
  monitor.registerResource = function (this: unknown, request, ...rest) {
    requests.set(`${request.getType()} ${request.getName()}`, request);
    return registerResource.call(this, request, ...rest);
  };
  return registered;
}

interface Request {
  getType(): string;
  getName(): string;
  getObject(): { toJavaScript(): Record<string, unknown> } | undefined;
  getParent(): string;
  getDependenciesList(): string[];
  getDeletedwith(): string;
  getProtect(): boolean;
  getDeletebeforereplace(): boolean;
  getDeletebeforereplacedefined(): boolean;
  getAdditionalsecretoutputsList(): string[];
  getHidediffsList(): string[];
  getCustomtimeouts(): { getCreate(): string; getUpdate(): string } | undefined;
}
type Registering = (request: Request, ...rest: unknown[]) => unknown;

function optionsOf(request: Request | undefined) {
  const deletedWith = nameOf(request?.getDeletedwith() ?? "");
  const limits = request?.getCustomtimeouts();
  return {
    wire: request?.getObject()?.toJavaScript() ?? {},
    parent: nameOf(request?.getParent() ?? ""),
    dependsOn: (request?.getDependenciesList() ?? []).map(nameOf).sort(),
    ...(deletedWith && { deletedWith }),
    protect: request?.getProtect() ?? false,
    additionalSecretOutputs: request?.getAdditionalsecretoutputsList() ?? [],
    hideDiffs: request?.getHidediffsList() ?? [],
    customTimeouts: {
      ...(limits?.getCreate() && { create: limits.getCreate() }),
      ...(limits?.getUpdate() && { update: limits.getUpdate() }),
    },
    ...(request?.getDeletebeforereplacedefined() && {
      deleteBeforeReplace: request.getDeletebeforereplace(),
    }),
  };
}

/** The name at the end of an URN; empty for the stack, which is no component. */
function nameOf(urn: string): string {
  const [, , type, name = ""] = urn.split("::");
  return type === "pulumi:pulumi:Stack" ? "" : name;
}

/** The value of an output, once it is known. */
export function settledValue<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

/** Waits until a resource and, for a component, all its children are registered. */
export async function settled(resource: pulumi.Resource): Promise<void> {
  await settledValue(resource.urn);
  // Missing from the SDK's typings (`@internal` in runtime/settings.ts).
  await (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
}

const SECRET = "4dabf18193072939515e22adb298388d";

/** A value as it arrives when it is a secret. */
export function secret(value: unknown): unknown {
  return { [SECRET]: "1b47061264138c4ac30d75fd1eb44270", value };
}

/** The one resource of a type; fails when there is none or more than one. */
export function only(registered: Registered[], type: string): Registered {
  const found = registered.filter((resource) => resource.type === type);
  if (found.length !== 1) throw new Error(`expected one ${type}, got ${found.length}`);
  return found[0] as Registered;
}
