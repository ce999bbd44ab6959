import type { Observation } from "./observation";
import type { DocrootState } from "./properties";

/** What a look tells beside what is wanted: its time, `2026-11-26T15:15:16Z`, and the last day of the licence. */
type Told = Pick<DocrootState, "lastSeen" | "licenceUntil">;

/** Keeps the time at which the server last answered one of the looks that go through it, and the licence of then. */
export function sighting(now: () => Date = () => new Date()) {
  let told: Told | undefined;
  return {
    /** The same look; an answer to it counts, a failure does not. */
    by<Inputs>(look: (inputs: Inputs) => Promise<Observation>) {
      return async (inputs: Inputs): Promise<Observation> => {
        const seen = await look(inputs);
        const { answer } = seen;
        if (answer)
          told = {
            lastSeen: `${now().toISOString().slice(0, 19)}Z`,
            licenceUntil: answer.licenceUntil,
          };
        return seen;
      };
    },
    /** When that was; as before where nobody has answered. */
    told: ({ lastSeen, licenceUntil }: Told = {}): Told =>
      told ?? {
        ...(lastSeen !== undefined && { lastSeen }),
        ...(licenceUntil !== undefined && { licenceUntil }),
      },
  };
}
