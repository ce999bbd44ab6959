import { Document, type YAMLMap } from "yaml";
import { type ParsedSettings, parseSettings } from "../../program/settings";
import { settingsContext } from "../pulumi/stackSettings";

/** A stack's settings before there is a stack: keys without their namespace, and their values. No secret is among them. */
export type Draft = Readonly<Record<string, unknown>>;

/** Full key of the one secret that a new stack has. */
export const EXTERNAL_ID = "aspera:externalId";

/** Full keys and their text, as the engine hands them over. */
export function draftValues(draft: Draft): Record<string, string> {
  const set = Object.entries(draft).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    set.map(([key, value]) => [`aspera:${key}`, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

/**
 * The settings that a draft comes to, or every fault of it.
 * @param externalId in clear; it stays in this process.
 * @param prepare changes the values before they are read; default: as they are.
 */
export function parseDraft(
  stack: string,
  draft: Draft,
  externalId: string,
  prepare: (values: Record<string, unknown>) => Record<string, unknown> = (values) => values,
): ParsedSettings {
  const values = prepare({ ...draftValues(draft), [EXTERNAL_ID]: externalId });
  return parseSettings(values, settingsContext(stack, new Set([EXTERNAL_ID])));
}

/** The text of `Pulumi.<stack>.yaml`, an object a line. @param comment what stands above; lines of at most 120 characters. */
export function settingsText(comment: readonly string[], draft: Draft): string {
  // As kits are written: what YAML 1.1 would take for a date, a number or a word such as `on` is quoted.
  const document = new Document({ config: {} }, { version: "1.1" });
  document.commentBefore = comment.map((line) => ` ${line}`).join("\n");
  const config = document.get("config") as YAMLMap;
  config.flow = false;
  for (const [key, value] of Object.entries(draft))
    if (value !== undefined) config.set(`aspera:${key}`, document.createNode(value, { flow: true }));
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, directives: false });
}
