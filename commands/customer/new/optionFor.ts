import { OPTIONS } from "./options";

/** Name of the option for a setting, or for something inside of it, with its dashes; undefined where there is none. */
export function optionFor(setting: string): string | undefined {
  const found = Object.entries(OPTIONS).find(
    ([, option]) => setting === option.setting || setting.startsWith(`${option.setting}.`),
  );
  return found && `--${found[0]}`;
}
