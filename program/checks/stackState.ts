import * as pulumi from "@pulumi/pulumi";

/** A resource that the stack holds already. */
export interface HeldResource {
  /** Type token, `aws:iam/role:Role`. */
  readonly type: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * What this stack held before this run, from the backend; secrets come masked. It is the engine's own function, on which
 * StackReference stands too (pulumi/pulumi pkg/resource/deploy/builtins.go, `readStackResourceOutputs`).
 * @returns undefined when it cannot be read: then nobody knows what is this stack's own.
 */
export async function heldResources(): Promise<readonly HeldResource[] | undefined> {
  const stackName = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
  try {
    const { outputs } = await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", { stackName });
    return Object.values((outputs ?? {}) as Record<string, HeldResource>);
  } catch {
    return undefined;
  }
}
