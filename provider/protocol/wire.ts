import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** Properties of a resource or an invoke, as plain values. */
export type Properties = Record<string, unknown>;

/** What the engine sends for a value that is not known yet, and what a preview answers for one (PUL sdk/go/common/resource/plugin/rpc.go). */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is, or holds, one that is not known yet. */
export function holdsUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(holdsUnknown);
}

/** Whether a value is an object with named members. */
export function isRecord(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Values from the wire, secrets still wrapped (secrets.ts); an absent struct has no properties. */
export function fromWire(struct: Struct | undefined): Properties {
  return struct ? (withoutNulls(struct.toJavaScript()) as Properties) : {};
}

/** Values for the wire; members that are undefined or null are left out, since a property is there or it is not. */
export function toWire(properties: Properties): Struct {
  return Struct.fromJavaScript(withoutNulls(properties) as Parameters<typeof Struct.fromJavaScript>[0]);
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item) ?? null);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutNulls(member)]));
}
