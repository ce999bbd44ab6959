import { placeOf } from "../../../model/ssh/connection";
import type { Ending } from "./ending";
import type { Death } from "./linkDead";
import type { Step } from "./step";

/** How the link is, as the server itself finds out. */
export interface ServerAsked {
  once(): Promise<Death>;
  /** Until it does not stand, or the patience is over. */
  untilDead(): Promise<Death>;
}

/** Shows how the link is before anything is changed: a refusal afterwards says more where it stood before. */
export function seeTheLink({ connection }: Ending, asked: ServerAsked): Step {
  return {
    name: "see how the link is",
    by: [`${connection.observer?.user ?? connection.user} on ${placeOf(connection)}`],
    async look() {
      const { outcome, said } = await asked.once();
      const what = "the link, tried from the server before anything was changed";
      return { looked: "nothing was changed", proofs: [{ what, outcome, said }] };
    },
    act: nothing,
  };
}

/** Shows from the server that the link is dead. @param tell is told how it came out. */
export function showItDead(
  { connection, customer }: Ending,
  asked: ServerAsked,
  tell: (death: Death) => void,
): Step {
  return {
    name: "show that the link is dead",
    by: [`${connection.observer?.user ?? connection.user} on ${placeOf(connection)}`],
    async look() {
      return {
        will: `have ${placeOf(connection)} try the link with its own credentials, until AWS refuses it (${customer.proof.wait} s at most)`,
      };
    },
    async act() {
      const death = await asked.untilDead();
      tell(death);
      const { outcome, said } = death;
      const what = "the link, tried from the server without its rights";
      const did = outcome === "not proven" ? "asked, and got no answer that shows it" : "asked";
      return { did, proofs: [{ what, outcome, said }] };
    },
  };
}

/** For steps that only look. */
export function nothing(): Promise<never> {
  return Promise.reject(new Error("this step only looks"));
}
