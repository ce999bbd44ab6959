import type { Found } from "../../model/findings/finding";
import { remembered } from "../../model/link/results";
import { ResourceInitFailure } from "../protocol/initFailure";
import type { LinkInputs, ProvenOutputs } from "./properties";
import type { Further, LinkProof } from "./prove";

/** What a state says of earlier proofs; one that was written before they were remembered says nothing. */
type Before = Partial<ProvenOutputs>;

/**
 * Remembers what the proofs of one run of the resource say of each operation.
 * @param prove holds one proof.
 * @param before what was remembered so far; left out where everything is asked anew, as every `up` does.
 */
export function provenOperations(
  prove: (inputs: LinkInputs, further: Further) => Promise<LinkProof>,
  before: Before = {},
) {
  let last: LinkProof | undefined;
  return {
    /** One proof: what is wrong. An object of the proof's own belongs to a full one, unless it would leave versions behind. */
    async prove(inputs: LinkInputs, refusals: boolean): Promise<Found | undefined> {
      last = await prove(inputs, { refusals, ownObject: refusals && !before.leavesVersions });
      return last.wrong;
    },
    /** What the resource is to remember. */
    told(): Before {
      if (!last) return before;
      const { operations, leavesVersions, wrong } = last;
      return {
        operations: remembered(before.operations, operations, wrong === undefined),
        leavesVersions: leavesVersions || before.leavesVersions === true,
      };
    },
    /** What a run makes of it, with what is remembered: of one that fails and keeps its resource, too. */
    async kept<T extends object>(run: Promise<T>): Promise<T & Before> {
      try {
        return { ...(await run), ...this.told() };
      } catch (error) {
        if (!(error instanceof ResourceInitFailure)) throw error;
        throw new ResourceInitFailure(error.id, { ...error.properties, ...this.told() }, error.message);
      }
    },
  };
}
