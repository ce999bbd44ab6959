import { type Found, messageOf, refusalOf } from "../../model/findings/finding";
import { LINK_STANDS } from "../../model/link/facts";
import { linkVerdict } from "../../model/link/verdict";
import { placeOf } from "../../model/ssh/connection";
import type { Call } from "../protocol/handler";
import { ResourceInitFailure } from "../protocol/initFailure";
import { withOtherSide } from "./otherSide";
import type { LinkInputs, LinkState } from "./properties";
import { awaitedIn, isWaiting, waitingFor } from "./waiting";

/** How the resource reaches the world; stand-ins in unit tests. */
export interface Reach {
  /** One proof, run on the server: what is wrong, or undefined. Never throws for what the world did. */
  prove(inputs: LinkInputs, refusals: boolean): Promise<Found | undefined>;
  /** Waits, in seconds. */
  pause(seconds: number): Promise<void>;
  /** Seconds on a clock that only goes forward. */
  now(): number;
  /** Shows a line to the person who waits, beside the resource. */
  readonly log: Call["log"];
  /** True in a run that wants every refresh to ask for refusals, too: `ASPERA_PROOF=full`. */
  askedForFull(): boolean;
}

/** Seconds between two proofs of one `up`. */
const BETWEEN = 4;

/** What the methods of the Link resource do. */
export function linkLifecycle({ prove: proveOnce, pause, now, log, askedForFull }: Reach) {
  const prove = async (inputs: LinkInputs, refusals: boolean) =>
    withOtherSide(await proveOnce(inputs, refusals), inputs);

  /** Proofs until the link stands, waiting would not help, or the time is over. */
  async function provePatiently(inputs: LinkInputs): Promise<Found | undefined> {
    const start = now();
    for (let logged = ""; ; ) {
      const wrong = await prove(inputs, true);
      if (!wrong?.transient || now() - start + BETWEEN > inputs.wait) return wrong;
      if (wrong.text !== logged)
        await log(
          "info",
          `link: ${wrong.text}; IAM changes take a while to spread, waiting up to ${inputs.wait} s`,
        );
      logged = wrong.text;
      await pause(BETWEEN);
    }
  }

  async function proven(id: string, inputs: LinkInputs, stood: boolean): Promise<LinkState> {
    const wrong = await provePatiently(inputs);
    const awaited = stood ? undefined : awaitedIn(wrong, inputs);
    if (awaited) {
      await log("warning", messageOf(awaited));
      return { ...inputs, ...linkVerdict(awaited), stood: false };
    }
    const state = { ...inputs, ...linkVerdict(wrong), stood };
    if (!wrong) return { ...state, stood: true };
    if (inputs.required) throw new ResourceInitFailure(id, state, failureMessage(inputs, wrong));
    await log("warning", `this \`up\` goes on although the link does not stand: ${messageOf(wrong)}`);
    return { ...state, stood: true };
  }

  return {
    /** First `up`: proves everything, with patience. A link that does not stand fails the `up` before the docroot is switched. */
    async create(inputs: LinkInputs): Promise<{ id: string; state: LinkState }> {
      const id = `${inputs.transferUser}@${inputs.connection.host}`;
      return { id, state: await proven(id, inputs, false) };
    },

    /**
     * Refresh: proves once. What must be refused is asked when the stack or the run wants it, and when the link did not
     * stand last: a finding is taken back only by the question that made it. While somebody is waited for, that is said; of
     * one who has acted meanwhile the words stay and nothing is wrong, so that the next `up` goes on.
     */
    async read(state: LinkState): Promise<LinkState> {
      const refusals = state.fullProof || askedForFull() || state.link !== LINK_STANDS.link;
      const wrong = await prove(state, refusals);
      if (!isWaiting(state)) return { ...state, ...linkVerdict(wrong) };
      if (!wrong) return { ...state, ...LINK_STANDS, link: waitingFor(state).text };
      const awaited = awaitedIn(wrong, state);
      if (awaited) await log("warning", messageOf(awaited));
      return { ...state, ...linkVerdict(awaited ?? wrong) };
    },

    /** Later `up`s, when the link or what it is made of changed: as the first. */
    update(id: string, olds: LinkState, inputs: LinkInputs): Promise<LinkState> {
      return proven(id, inputs, olds.stood !== false);
    },
  };
}

function failureMessage({ connection, bucket, wait }: LinkInputs, wrong: Found): string {
  const waited = wrong.transient ? ` (waited ${wait} s)` : "";
  const text = `${wrong.text}${waited}; to be put right by: ${wrong.owner}. The docroot was not switched`;
  const place = placeOf(connection);
  return refusalOf(`the server ${place} to reach bucket "${bucket}" by its roles alone`, { ...wrong, text });
}
