import { interpret, type StackCheck } from "../../../commands/drift/interpret";
import type { PulumiRun } from "../../../commands/pulumi/runPulumi";

const COMPONENTS = "aspera:components:AsperaLink$aspera:components:";

/** Resources of the program, as `types::name` in a URN. */
export const RESOURCES = {
  serverRole: "aspera:components:ServerRole$aws:iam/role:Role::server-role",
  bucketRole: `${COMPONENTS}BucketRole$aws:iam/role:Role::customer-bucket-aspera-acme`,
  observed: `${COMPONENTS}Docroot$aspera:index:Docroot::customer-docroot-observed`,
  apply: `${COMPONENTS}Docroot$command:remote:Command::customer-docroot-apply`,
  link: "aspera:components:AsperaLink$aspera:index:Link::customer-link",
  software: "aspera:index:ServerSoftware::server-software",
} as const;

/** URN of a resource. */
export function urnOf(resource: string): string {
  return `urn:pulumi:dev::aspera::${resource}`;
}

/** One step of a digest. */
export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly oldState?: object;
  readonly newState?: object;
}

/** One step, from old inputs to new ones. */
export function step(
  op: string,
  resource: string,
  oldInputs: object = {},
  newInputs: object = oldInputs,
): Step {
  const type = resource.split("::")[0]?.split("$").at(-1);
  const state = (inputs: object) => ({ type, inputs });
  return { op, urn: urnOf(resource), oldState: state(oldInputs), newState: state(newInputs) };
}

/** A warning as the engine prints it; `resource` is what it is about, in a plugin's. */
export interface Warning {
  readonly message: string;
  readonly resource?: string;
}

/** One run with these steps and warnings. */
export function run(steps: readonly Step[], ...warnings: readonly Warning[]): PulumiRun {
  const code = steps.some(({ op }) => !["refresh", "same"].includes(op)) ? 7 : 0;
  const diagnostics = warnings.map(({ message, resource }) => ({
    ...(resource && { urn: urnOf(resource) }),
    message: `warning: ${message}\n`,
    severity: "warning",
  }));
  return { code, stderr: "", stdout: JSON.stringify({ duration: 1, steps, diagnostics }) };
}

/** The check that one run comes to: what was read against the state, and what the program would do, with which warnings. */
export function checkOf(
  world: readonly Step[],
  program: readonly Step[],
  ...warnings: readonly Warning[]
): StackCheck {
  return interpret("dev", { program: run(together(world, program), ...warnings) }, 1);
}

/** How the engine prints both in one run: the state, then what it makes of what was read. */
function together(world: readonly Step[], program: readonly Step[]): Step[] {
  const of = (steps: readonly Step[], { urn }: Step) => steps.find((one) => one.urn === urn);
  const read = world.flatMap((one) => {
    const { urn, oldState, newState } = one;
    const same = { op: "same", urn, oldState: newState, newState };
    const gone = one.op === "delete" || of(program, one) !== undefined;
    return [{ op: "refresh", urn, oldState, newState: oldState }, ...(gone ? [] : [same])];
  });
  const done = program.flatMap((one) => {
    const { urn, oldState } = one;
    const isNew = ["create", "import"].includes(one.op);
    const known = isNew || of(world, one) !== undefined;
    const step = one.op === "refresh" ? { ...one, op: "same", oldState: one.newState } : one;
    return [
      ...(known ? [] : [{ op: "refresh", urn, oldState }]),
      isNew ? { ...step, oldState: undefined } : step,
    ];
  });
  return [...read, ...done];
}
