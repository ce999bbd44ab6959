import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import type { PluginProcess } from "../../sandbox/plugins/pluginProcess";

/** A property in Pulumi's package schema, as far as ours is written. */
export interface PublishedProperty {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: PublishedProperty;
  readonly description?: string;
  readonly secret?: boolean;
}

type Published = Record<string, PublishedProperty>;

/** Our package's schema. */
export interface PublishedSchema {
  readonly name: string;
  readonly version: string;
  readonly resources: Record<
    string,
    {
      readonly description: string;
      readonly inputProperties: Published;
      readonly requiredInputs: string[];
      readonly properties: Published;
      readonly required: string[];
    }
  >;
  readonly types: Record<
    string,
    { readonly type: string; readonly properties: Published; readonly required: string[] }
  >;
}

/** What GetSchema answers. */
export async function publishedBy(plugin: PluginProcess): Promise<PublishedSchema> {
  const response = await plugin.call<rpc.GetSchemaResponse>("getSchema", new rpc.GetSchemaRequest());
  return JSON.parse(response.getSchema()) as PublishedSchema;
}

/** Every property below these, at any depth, by its path. */
export function publishedPaths(
  { types }: PublishedSchema,
  properties: Published,
): [string[], PublishedProperty][] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const { $ref } = property;
    const members = $ref ? types[$ref.replace("#/types/", "")]?.properties : undefined;
    if ($ref && !members) throw new Error(`nothing at ${$ref}`);
    const inner = members ? publishedPaths({ types } as PublishedSchema, members) : [];
    return [[[name], property], ...inner.map(([path, one]) => [[name, ...path], one])] as [
      string[],
      PublishedProperty,
    ][];
  });
}
