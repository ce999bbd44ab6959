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
export function step(
  op: string,
  resource: string,
  oldInputs: object = {},
  newInputs: object = oldInputs,
): object {
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
export function run(steps: readonly object[], ...warnings: readonly Warning[]): PulumiRun {
  const code = steps.some((one) => (one as { op: string }).op !== "refresh") ? 7 : 0;
  const diagnostics = warnings.map(({ message, resource }) => ({
    ...(resource && { urn: urnOf(resource) }),
    message: `warning: ${message}\n`,
    severity: "warning",
  }));
  return { code, stderr: "", stdout: JSON.stringify({ duration: 1, steps, diagnostics }) };
}

/** A run without steps. */
export const NOTHING = run([]);

/** The check that two runs come to: what the world saw, and what the program would do with which warnings. */
export function checkOf(
  world: readonly object[],
  program: readonly object[],
  ...warnings: readonly Warning[]
): StackCheck {
  return interpret("dev", { world: run(world), program: run(program, ...warnings) }, 1);
}
