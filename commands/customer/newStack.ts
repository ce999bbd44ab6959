import { lstatSync } from "node:fs";
import { shellWord } from "../../model/text/shellWord";
import type { Fault } from "../../program/settings";

/** What the engine takes for a name, and what a file's name may be. */
const NAME = /^(?!\.+$)[A-Za-z0-9_.-]{1,100}$/;

/** The settings file of a stack, in the project's folder. */
export function settingsFile(stack: string): string {
  return `Pulumi.${stack}.yaml`;
}

/**
 * What keeps a new stack from being made: nothing that is there is ever overwritten.
 * @param names the stacks that there are, as the backend has them.
 */
export function nameFaults(stack: string, names: readonly string[]): Fault[] {
  if (!NAME.test(stack))
    return [
      {
        key: "stack",
        expected: "a name of A-Z a-z 0-9 _ . -, at most 100 of them",
        got: JSON.stringify(stack),
        hint: "name customer and environment, as in acme-prod",
      },
    ];
  const faults: Fault[] = [];
  if (names.some((name) => isNamed(name, stack)))
    faults.push({
      key: "stack",
      expected: "one that does not exist yet",
      got: `${stack}, which does`,
      hint: `take another name; \`npm run customer -- invite ${shellWord(stack)}\` writes an invitation from a stack that exists`,
    });
  const file = settingsFile(stack);
  if (isThere(file))
    faults.push({
      key: "stack",
      expected: `no file ${file} yet`,
      got: "one, which is not overwritten",
      hint: "take another name, or move the file away",
    });
  if (process.env.PULUMI_OPTION_CONFIG_FILE)
    faults.push({
      key: "stack",
      expected: `its settings in ${file}`,
      got: "PULUMI_OPTION_CONFIG_FILE, which leads to another file",
      hint: "`unset PULUMI_OPTION_CONFIG_FILE`: that file's stack would get the new external ID",
    });
  return faults;
}

/** Whether a name of the backend, with its organization and project or without, is a stack's. */
export function isNamed(name: string, stack: string): boolean {
  return name.split("/").at(-1) === stack;
}

/** Whether there is anything of a name, a link that leads nowhere too. */
export function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
