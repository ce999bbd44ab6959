import { OPTIONS, type Option } from "./options";

/** Name of the option for a setting, or for something inside of it, with its dashes; undefined where there is none. */
export function optionFor(setting: string): string | undefined {
  const found = Object.entries(OPTIONS).find(
    ([, option]) => setting === option.setting || setting.startsWith(`${option.setting}.`),
  );
  return found && `--${found[0]}`;
}

/** Lines of the help. */
export function optionLines(options: Readonly<Record<string, Option>>, width: number): string[] {
  return Object.entries(options).map(
    ([name, { word, help }]) => `  ${[`--${name}`, word].filter(Boolean).join(" ").padEnd(width)}  ${help}`,
  );
}
