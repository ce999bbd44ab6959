import { LINK_STANDS, type LinkInputs, type LinkState, type LinkWords } from "./properties";
import type { Verdict } from "./words";

/** How the resource reaches the world; the real thing in entry.js, a stand-in in unit tests. */
export interface Reach {
  /** One proof, run on the server; never throws for what the world did. */
  prove(inputs: LinkInputs, refusals: boolean): Promise<Verdict>;
  /** Waits, in seconds. */
  pause(seconds: number): Promise<void>;
  /** Seconds on a clock that only goes forward. */
  now(): number;
  /** Tells the person who waits. */
  say(line: string): void;
  /** True in a run that wants every refresh to ask for refusals, too: `ASPERA_PROOF=full`. */
  askedForFull(): boolean;
}

/** What Pulumi's process for dynamic providers takes as "made, but not as it must be": the state is kept, the `up` fails. */
class LinkFailure extends Error {
  constructor(
    readonly id: string,
    readonly properties: LinkState,
    sentence: string,
  ) {
    super(sentence);
    this.reasons = [sentence];
  }
  readonly reasons: string[];
}

/** Seconds between two proofs of one `up`. */
const BETWEEN = 4;

/** What the four methods of the Link resource do. */
export function linkLifecycle({ prove, pause, now, say, askedForFull }: Reach) {
  /** Proofs until the link stands, waiting would not help, or the time is over. */
  async function provePatiently(inputs: LinkInputs): Promise<Verdict> {
    const start = now();
    for (let said = ""; ; ) {
      const seen = await prove(inputs, true);
      if (stands(seen) || !seen.passing || now() - start + BETWEEN > inputs.wait) return seen;
      if (seen.link !== said)
        say(`link: ${seen.link}; IAM takes a while to spread, waiting up to ${inputs.wait} s`);
      said = seen.link;
      await pause(BETWEEN);
    }
  }

  async function proven(id: string, inputs: LinkInputs): Promise<LinkState> {
    const seen = await provePatiently(inputs);
    const state = { ...inputs, ...wordsOf(seen) };
    if (stands(seen)) return state;
    if (inputs.required) throw new LinkFailure(id, state, failureSentence(inputs, seen));
    say(`link: ${seen.link}; aspera:prove says report, so this goes on\nhint: ${seen.nextStep}`);
    return state;
  }

  return {
    /** First `up`: proves everything, with patience. A link that does not stand fails the `up` before the docroot is switched. */
    async create(inputs: LinkInputs): Promise<{ id: string; outs: LinkState }> {
      const id = `${inputs.transferUser}@${inputs.host}`;
      return { id, outs: await proven(id, inputs) };
    },

    /**
     * Refresh: proves once. What must be refused is asked when the stack or the run wants it, and when the link did not
     * stand last: a finding is taken back only by the question that made it.
     */
    async read(id: string, state: LinkState) {
      const refusals = state.fullRefresh || askedForFull() || state.link !== LINK_STANDS.link;
      const words = wordsOf(await prove(state, refusals));
      return { id, props: { ...state, ...words }, inputs: { ...state, ...words } };
    },

    /** Later `up`s, when the link or what it is made of changed: as the first. */
    async update(id: string, _olds: LinkState, news: LinkInputs): Promise<{ outs: LinkState }> {
      return { outs: await proven(id, news) };
    },

    /** Destroy: a proof leaves nothing behind. */
    async remove(): Promise<void> {},
  };
}

function stands(seen: LinkWords): boolean {
  return seen.link === LINK_STANDS.link;
}

function wordsOf({ link, atFault, nextStep }: LinkWords): LinkWords {
  return { link, atFault, nextStep };
}

function failureSentence({ host, port, bucket, wait }: LinkInputs, seen: Verdict): string {
  const waited = seen.passing ? ` (waited ${wait} s)` : "";
  return (
    `expected the server ${host}:${port} to reach bucket "${bucket}" by its roles alone, got: ${seen.link}${waited}; ` +
    `to be mended by: ${seen.atFault}. The docroot was not switched\nhint: ${seen.nextStep}`
  );
}
