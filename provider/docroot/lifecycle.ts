import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { docrootTexts } from "../../model/docroot/docrootTexts";
import { fingerprint } from "../../model/docroot/fingerprint";
import { leftInPlace } from "../../model/findings/docroot/leftInPlace";
import { found, messageOf } from "../../model/findings/finding";
import { placeOf, type ServerConnection } from "../../model/ssh/connection";
import type { Call } from "../protocol/handler";
import { formatLeftBehind, leftBehindBy, moves, namesOf } from "./move";
import { findingsOf, type Observation, observedProperties } from "./observation";
import { ALL_WELL, type CheckedInputs, type DocrootInputs, type DocrootState } from "./properties";
import {
  refuseForeignDocroot,
  refuseMissingUser,
  refuseOldSoftware,
  refuseUnchangeableServer,
  refuseUnreadableServer,
} from "./refusals";

/** How the resource reaches the server and the person; stand-ins in unit tests. */
export interface Reach {
  /** Asks the server how it is; never throws for what the world did. */
  observe(inputs: DocrootInputs): Promise<Observation>;
  /** Asks the same with the login that changes the server; only whether that works counts. Never throws. */
  observeAsChanger(inputs: DocrootInputs): Promise<Observation>;
  /** Shows a line to the person who runs Pulumi, beside the resource. */
  readonly log: Call["log"];
}

/** What the four methods of the Docroot resource do. */
export function docrootLifecycle({ observe, observeAsChanger, log }: Reach) {
  /**
   * Ends the `up` here, with a sentence that says what to do, before the Command fails with sudo's. Returns what that login
   * saw, if it was asked: without sudo and observer, whoever could look can change.
   */
  async function confirmRights(inputs: DocrootInputs): Promise<Observation | undefined> {
    if (!inputs.connection.sudo && !inputs.connection.observer) return undefined;
    const seen = await observeAsChanger(inputs);
    refuseUnchangeableServer(inputs, seen);
    return seen;
  }

  /** Looks before anything is changed, and refuses what could not be changed safely. */
  async function confirmServer(inputs: DocrootInputs): Promise<Observation> {
    const seen = await observe(inputs);
    refuseUnreadableServer(inputs, seen);
    refuseOldSoftware(inputs, seen);
    return seen;
  }

  async function confirmDocroot(inputs: DocrootInputs): Promise<Observation> {
    const seen = await confirmServer(inputs);
    refuseMissingUser(inputs, seen);
    refuseForeignDocroot(inputs, seen);
    await confirmRights(inputs);
    return seen;
  }

  return {
    /**
     * First `up`: a docroot that is somebody else's, or a server that cannot be read, stops the `up` here, and nothing is
     * stored.
     */
    async create(inputs: CheckedInputs): Promise<{ id: string; state: DocrootState }> {
      const seen = await confirmDocroot(inputs);
      return { id: `${inputs.transferUser}@${inputs.connection.host}`, state: toBeSwitched(inputs, seen) };
    },

    /** Refresh: what the server looks like now. Its answer replaces the inputs, so that a difference is a plain diff. */
    async read(state: DocrootState): Promise<{ state: DocrootState; inputs: CheckedInputs }> {
      const seen = await observe(state);
      const observed = observedProperties(seen, state, docrootTexts(state).maskedUri);
      for (const one of findingsOf(seen, state)) await log("warning", messageOf(one));
      const { fingerprint: last, expect, nonce, leftBehind, leaves, lastSeen, ...inputs } = state;
      return {
        state: { ...state, ...observed, fingerprint: seen.answer?.fingerprint ?? last },
        inputs: { ...inputs, ...observed },
      };
    },

    /**
     * Later `up`s: decides whether the server has something to repair. Another transfer user or server is looked at like
     * a first `up`; the docroot that is left behind stays as it is until the new one is in place (former/lifecycle.ts).
     */
    async update(olds: DocrootState, news: CheckedInputs): Promise<DocrootState> {
      if (moves(olds, news)) return toBeSwitched(news, await confirmDocroot(news), olds);
      if (olds.server !== ALL_WELL.server) {
        const seen = await confirmServer(news);
        await confirmRights(news);
        return toBeSwitched(news, seen, olds);
      }
      const repair = needsRepair(olds, news);
      const seen = repair || commandRunsAnyway(olds, news) ? await confirmRights(news) : undefined;
      if (!repair) {
        return { ...news, ...leftBehindAfter(olds, news), ...keptOf(olds) };
      }
      refuseOldSoftware(news, seen ?? (await observe(news)));
      return {
        ...news,
        ...leftBehindAfter(olds, news),
        fingerprint: fingerprint(docrootTexts(news).uri),
        expect: olds.fingerprint,
        nonce: freshNonce(),
      };
    },

    /** Destroy: leaves the server as it is, reachable or not, and says so. */
    async remove({ transferUser, connection, bucketRoleArn }: DocrootState): Promise<void> {
      const place = placeOf(connection);
      const left = found(leftInPlace, { transferUser, place, namesRole: bucketRoleArn !== undefined });
      await log("info", messageOf(left));
    },
  };
}

function toBeSwitched(inputs: CheckedInputs, seen: Observation, olds?: DocrootState): DocrootState {
  return {
    ...inputs,
    ...leftBehindAfter(olds, inputs),
    fingerprint: fingerprint(docrootTexts(inputs).uri),
    expect: seen.answer?.fingerprint ?? "none",
    nonce: freshNonce(),
  };
}

/** What is to be closed once `news` is in place; nothing in a first `up`. */
export function leftBehindAfter(
  olds: DocrootState | undefined,
  news: DocrootInputs,
): Pick<DocrootState, "leftBehind" | "leaves"> {
  const former = olds ? leftBehindBy(olds, news) : [];
  return { leftBehind: formatLeftBehind(former), leaves: namesOf(former) };
}

function keptOf({ fingerprint, expect, nonce }: DocrootState) {
  return { fingerprint, expect, nonce };
}

/**
 * Whether the apply Command has to run: to set or repair something, or because the last look failed and what is there is
 * not known. The agent has the last word: where the docroot is right and the service answers, it changes nothing.
 */
export function needsRepair(olds: DocrootState, news: CheckedInputs): boolean {
  return (
    moves(olds, news) ||
    olds.server !== news.server ||
    docrootTexts(olds).uri !== docrootTexts(news).uri ||
    olds.docroot !== news.docroot ||
    olds.transferUserEntry !== news.transferUserEntry ||
    olds.asperanoded !== news.asperanoded
  );
}

/** The login that changes the server is another: that alone makes the Command run. */
function commandRunsAnyway(olds: DocrootInputs, news: DocrootInputs): boolean {
  return !isDeepStrictEqual(changingLogin(olds.connection), changingLogin(news.connection));
}

function changingLogin({ observer: _, asperaRoot: __, ...login }: ServerConnection): object {
  return login;
}

function freshNonce(): string {
  return randomBytes(8).toString("hex");
}
