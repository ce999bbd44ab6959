import * as pulumi from "@pulumi/pulumi";

/** What a program asked the engine for, as the engine would have got it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  /** `urn::id` of the explicit provider; empty for components. */
  readonly provider: string;
  /** Whether the engine is to refuse its deletion. */
  readonly protect: boolean;
  /** Whether it goes before its successor is there; undefined: as the provider likes. */
  readonly deleteBeforeReplace?: boolean;
}

/** Answers a look-up, by its inputs; throws where the provider would fail. */
export type Lookup = (inputs: Record<string, unknown>, provider: string) => object;

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
  const options = new Map<string, Pick<Registered, "protect" | "deleteBeforeReplace">>();
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, provider }) => {
        registered.push({
          type,
          name,
          inputs,
          provider: provider ?? "",
          protect: false,
          ...options.get(name),
        });
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
    options.set(request.getName(), {
      protect: request.getProtect(),
      ...(request.getDeletebeforereplacedefined() && {
        deleteBeforeReplace: request.getDeletebeforereplace(),
      }),
    });
    return registerResource.call(this, request, ...rest);
  };
  return registered;
}

interface Request {
  getName(): string;
  getProtect(): boolean;
  getDeletebeforereplace(): boolean;
  getDeletebeforereplacedefined(): boolean;
}
type Registering = (request: Request, ...rest: unknown[]) => unknown;

/** The value of an output, once it is known. */
export function settledValue<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

/** Waits until a component and all its children are registered. */
export async function settled(component: pulumi.ComponentResource): Promise<void> {
  await settledValue(component.urn);
  await new Promise((resolve) => setTimeout(resolve, 50));
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
