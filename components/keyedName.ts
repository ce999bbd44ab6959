import type * as pulumi from "@pulumi/pulumi";

/**
 * A resource's name in the program that holds its name in AWS: `customer-bucket-aspera-acme`. Under another name in AWS it is
 * another resource then. The engine deletes a resource that the program no longer has at the end of an `up` that went through,
 * and keeps it as it is while no `up` does; one that it *replaces* waits to be deleted whatever the program says next, also
 * when the way leads back to it. The account is not in it: the Handover refuses the same name in another one.
 * @param name of the component.
 * @returns undefined where the name in AWS is an output, so that it is not known.
 */
export function keyedName(name: string, nameInAws: pulumi.Input<string>): string | undefined {
  return typeof nameInAws === "string" ? `${name}-${nameInAws}` : undefined;
}
