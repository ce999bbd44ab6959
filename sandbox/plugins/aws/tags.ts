import type { Properties } from "../../../provider/protocol/wire";
import { holdsUnknown, isRecord, UNKNOWN } from "../../../provider/protocol/wire";

type Tags = Record<string, string>;

/** A tag as the SDK returns it. */
export interface SdkTag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** A tag to send. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/**
 * Inputs with `tagsAll`: the provider's default tags, then the resource's own; unknown when any is (pulumi-aws
 * provider/tags.go, `applyTags`).
 */
export function withAllTags(inputs: Properties, defaults: Readonly<Tags>): Properties {
  const own = inputs.tags;
  return { ...inputs, tagsAll: holdsUnknown(own) ? UNKNOWN : { ...defaults, ...(isRecord(own) ? own : {}) } };
}

/** `tags` and `tagsAll` as they are: `tags` has a default tag only if the program sets it there too. */
export function tagOutputs(
  found: readonly SdkTag[] | undefined,
  defaults: Readonly<Tags>,
  inputs: Properties,
): { tags: Tags; tagsAll: Tags } {
  const tagsAll: Tags = {};
  for (const { Key, Value } of found ?? []) if (Key && !Key.startsWith("aws:")) tagsAll[Key] = Value ?? "";
  const own = isRecord(inputs.tags) ? inputs.tags : {};
  const kept = Object.entries(tagsAll).filter(([key, value]) => key in own || defaults[key] !== value);
  return { tags: Object.fromEntries(kept), tagsAll };
}

/** Tags to send for `tagsAll`. */
export function sdkTags(tagsAll: unknown): Tag[] {
  return Object.entries(isRecord(tagsAll) ? tagsAll : {}).map(([Key, Value]) => ({
    Key,
    Value: String(Value),
  }));
}

/** What to set and what to remove to get from one `tagsAll` to another. */
export function tagChanges(old: unknown, now: unknown): { set: Tag[]; remove: string[] } {
  const [was, will] = [isRecord(old) ? old : {}, isRecord(now) ? now : {}];
  return {
    set: sdkTags(will).filter(({ Key, Value }) => was[Key] !== Value),
    remove: Object.keys(was).filter((key) => !(key in will)),
  };
}
