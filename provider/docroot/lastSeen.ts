import type { Observation } from "./observation";
import type { DocrootState } from "./properties";

/** The time as it is told: `2026-11-26T15:15:16Z`. */
type Told = Pick<DocrootState, "lastSeen">;

/** Keeps the time at which the server last answered one of the looks that go through it. */
export function sighting(now: () => Date = () => new Date()) {
  let told: Told | undefined;
  return {
    /** The same look; an answer to it counts, a failure does not. */
    by<Inputs>(look: (inputs: Inputs) => Promise<Observation>) {
      return async (inputs: Inputs): Promise<Observation> => {
        const seen = await look(inputs);
        if (seen.answer) told = { lastSeen: `${now().toISOString().slice(0, 19)}Z` };
        return seen;
      };
    },
    /** When that was; as before where nobody has answered. */
    told: (before: Told = {}): Told =>
      told ?? (before.lastSeen === undefined ? {} : { lastSeen: before.lastSeen }),
  };
}
