import * as pulumi from "@pulumi/pulumi";
import { settledValue } from "../../mocks/resources";

/** Arguments with every output's value in its place, and the ways to those that are secret, sorted. */
export async function known(args: object): Promise<{ values: object; secrets: string[] }> {
  const secrets: string[] = [];
  const plain = async (value: unknown, path: string[]): Promise<unknown> => {
    if (pulumi.Output.isInstance(value)) {
      if (await pulumi.isSecret(value)) secrets.push(path.join("."));
      return settledValue(value);
    }
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).map(
      async ([name, member]) => [name, await plain(member, [...path, name])] as const,
    );
    const settled = await Promise.all(members);
    return Array.isArray(value) ? settled.map(([, member]) => member) : Object.fromEntries(settled);
  };
  return { values: (await plain(args, [])) as object, secrets: secrets.sort() };
}
