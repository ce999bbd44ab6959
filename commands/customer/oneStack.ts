import { WrongArguments } from "../../commandLine/command";

/** The one stack that a verb is about. @throws WrongArguments for none, and for several. */
export function oneStack(given: readonly string[]): string {
  const [stack, ...more] = given;
  if (stack === undefined || stack === "" || more.length > 0)
    throw new WrongArguments(`expected one stack, got ${given.length === 0 ? "none" : given.join(" ")}`);
  return stack;
}
