import type { Severity } from "./engineLog";
import type { PropertyPath } from "./secrets";
import type { Properties } from "./wire";

/** What a method knows of the call that it serves. */
export interface Call {
  /** Shows a line to the person who runs Pulumi, beside the resource; an invoke's beside the stack. */
  readonly log: (severity: Severity, message: string) => Promise<void>;
}

/** One input property of a resource type. */
export interface Property {
  /** Whether Check refuses a resource without it; default false. */
  readonly required?: boolean;
  /** Whether a changed value makes a new resource; default false. The vendor's source says so, named beside the list. */
  readonly replaces?: boolean | ((olds: Properties, news: Properties) => boolean);
  /** Whether the other side fills it in when the program leaves it out, and then it is no drift; default false. */
  readonly optionalComputed?: boolean;
  /** Value that Check puts where none is given; default none. */
  readonly default?: unknown;
  /** `json`: a JSON document as text or object, compared by meaning; `set`: a list whose order means nothing; default `plain`. */
  readonly kind?: "plain" | "json" | "set";
}

/** What is wrong with a property. */
export interface CheckFailure {
  /** Name of the input property. */
  readonly property: string;
  /** One sentence. */
  readonly reason: string;
}

/** A resource as the engine's state holds it. */
export interface Saved {
  /** The provider's id of it. */
  readonly id: string;
  /** Inputs at the last create, update or read; empty for an import. */
  readonly inputs: Properties;
  /** Outputs at the last create, update or read; empty for an import. */
  readonly outputs: Properties;
}

/** One resource type. `C` is what the plugin's configure made. */
export interface ResourceHandler<C> {
  /** Every input it knows; Check refuses others by name. */
  readonly inputs: Readonly<Record<string, Property>>;
  /** Outputs that only the other side can say: unknown in the preview of a create. */
  readonly computed: readonly string[];
  /** Whether a replacement deletes first; default false. */
  readonly deleteBeforeReplace?: boolean;
  /** Inputs and outputs that are secret whatever the program or the last state said of them; default none. */
  readonly secrets?: readonly PropertyPath[];
  /**
   * Inputs that the state holds once, among the inputs: what a program alone says and nobody reads as an output. Methods find
   * them in a saved resource's outputs all the same, and after a failed update as that had them. Default none: outputs hold the inputs, too.
   */
  readonly inputsAlone?: readonly string[];
  /** Properties that are made of inputs, and those inputs: secret as soon as one of them came as a secret. Default none. */
  readonly shows?: Readonly<Record<string, readonly string[]>>;
  /**
   * Further normalisation after unknown names are refused, JSON is text and defaults are in. Called with unknowns too. `olds`
   * are the inputs that the state holds, after a refresh as they were seen; undefined for a resource that is to be made.
   */
  check?(inputs: Properties, context: C, olds?: Properties): Properties | CheckFailure[];
  /** Outputs in a preview; default: the inputs, and the computed outputs as they were, or unknown. */
  planned?(inputs: Properties, saved: Saved | undefined, context: C): Properties;
  /** Makes it; answers its id and all its outputs. */
  create(inputs: Properties, context: C, call: Call): Promise<{ id: string; outputs: Properties }>;
  /** All its outputs as they are now; undefined when it is gone. Without it, refresh echoes the state. `inputs` overrides the inputs that are derived from the outputs. */
  read?(
    saved: Saved,
    context: C,
    call: Call,
  ): Promise<{ id?: string; outputs: Properties; inputs?: Properties } | undefined>;
  /** Changes it in place; answers all its outputs. */
  update(saved: Saved, inputs: Properties, context: C, call: Call): Promise<Properties>;
  /** Removes it; harmless when it is gone. */
  delete(saved: Saved, context: C, call: Call): Promise<void>;
}

/** One invoke. */
export interface InvokeHandler<C> {
  /** Every argument it knows; others are refused by name. */
  readonly inputs: readonly string[];
  /** Answers the result's members. */
  call(args: Properties, context: C, call: Call): Promise<Properties>;
}

/** A whole plugin. */
export interface Plugin<C> {
  /** Package name, `aws`. */
  readonly name: string;
  /** What messages call it: `the aspera plugin`. */
  readonly title: string;
  /** Version that the engine is told, `7.48.0`. */
  readonly version: string;
  /**
   * True for a plugin that marks secrets itself: by its schema, and wherever the engine sent one. False lets the engine
   * mark them by name, from the inputs alone. Default false.
   */
  readonly marksSecrets?: boolean;
  /** The package's schema as JSON text, for `pulumi package get-schema`; default: not served. */
  readonly schema?: () => string;
  /**
   * True for a plugin without arguments of its own. To the engine, the settings of a project that has the plugin's name are its
   * arguments, and a copy of them goes into every state; this drops them. Default false.
   */
  readonly hasNoArguments?: boolean;
  /**
   * What is wrong with provider arguments, before `configure` has them; default: nothing. Not asked while one is unknown, nor
   * when a provider comes from the state. A property of no name is the provider itself.
   */
  checkConfig?(variables: Readonly<Record<string, string>>): Promise<readonly CheckFailure[]>;
  /** Provider arguments, without their `<name>:config:` prefix; what is not a string is JSON text. A thrown error is the engine's error. */
  configure(variables: Readonly<Record<string, string>>): Promise<C>;
  /** Resource types by token; loaded when first used, so that a start loads none of them. */
  readonly resources: Readonly<Record<string, () => ResourceHandler<C>>>;
  /** Invokes by token; loaded when first used. */
  readonly invokes: Readonly<Record<string, () => InvokeHandler<C>>>;
  /** Ends what is under way: the engine was told to stop. Default: it is waited for. */
  cancel?(): void;
}
