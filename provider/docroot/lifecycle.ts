import { docrootTexts } from "../../model/docroot/docrootTexts";
import { fingerprint } from "../../model/docroot/fingerprint";
import { leftInPlace } from "../../model/findings/docroot/leftInPlace";
import { found, messageOf } from "../../model/findings/finding";
import { placeOf } from "../../model/ssh/connection";
import type { Call } from "../protocol/handler";
import { applyRequest } from "./applyRequest";
import { confirmations, type Looks } from "./confirmations";
import { moves } from "./move";
import { findingsOf, observedProperties } from "./observation";
import {
  ALL_WELL,
  type CheckedInputs,
  type DecidedState,
  type DocrootInputs,
  type DocrootState,
} from "./properties";
import { refuseOldSoftware, refuseUserWhoCannotTransfer } from "./refusals";
import { commandRunsAnyway, isAnother, needsRepair, staysAsked } from "./repair";
import {
  freshNonce,
  keptOf,
  leftBehindAfter,
  notYetOurs,
  placed,
  stillThere,
  toBeSwitched,
  untouched,
} from "./states";

/** How the resource reaches the server and the person; stand-ins in unit tests. */
export interface Reach extends Looks {
  /** Keeps the agent on the server for the Command; where it is. */
  keepAgent(inputs: DocrootInputs): Promise<string>;
  /** Shows a line to the person who runs Pulumi, beside the resource. */
  readonly log: Call["log"];
}

/** What the four methods of the Docroot resource do. */
export function docrootLifecycle({ observe, observeAsChanger, keepAgent, log }: Reach) {
  const { confirmRights, confirmServer, confirmSeen, confirmDocroot, confirmMove } = confirmations({
    observe,
    observeAsChanger,
  });

  /**
   * Later `up`s: decides whether the server has something to repair. Another transfer user or server is looked at like
   * a first `up`; the docroot that is left behind stays as it is until the new one is in place (former/lifecycle.ts). A
   * server whose host key was renewed is looked at, too, and turns out to be the same. A docroot whose link waited was never
   * switched, and leaves nothing behind.
   */
  async function decided(olds: DocrootState, news: CheckedInputs): Promise<DecidedState> {
    if (news.waiting) return untouched(news, await confirmDocroot(news));
    if (olds.waiting) return toBeSwitched(news, await confirmDocroot(news));
    if (moves(olds, news) || isAnother(olds)) return toBeSwitched(news, await confirmMove(news), olds);
    if (olds.server !== ALL_WELL.server) {
      const seen = await confirmServer(news);
      if (moves(olds, placed(news, seen))) {
        confirmSeen(news, seen);
        refuseUserWhoCannotTransfer(news, seen);
      }
      await confirmRights(news);
      return toBeSwitched(news, seen, olds);
    }
    const repair = needsRepair(olds, news);
    const elsewhere = commandRunsAnyway(olds, news);
    const seen = repair || elsewhere ? await confirmRights(news) : undefined;
    // Behind another address may be another server with the same host key, made from an image of the first.
    const there = elsewhere ? (seen ?? (await observe(news))) : {};
    if (there.answer && moves(olds, placed(news, there)))
      return toBeSwitched(news, await confirmMove(news), olds);
    if (!repair) {
      return { ...news, ...leftBehindAfter(olds, stillThere(olds, news)), ...keptOf(olds) };
    }
    refuseOldSoftware(news, seen ?? (await observe(news)));
    return {
      ...news,
      ...leftBehindAfter(olds, stillThere(olds, news)),
      ...keptOf(olds),
      fingerprint: fingerprint(docrootTexts(news).uri),
      expect: olds.fingerprint,
      nonce: freshNonce(),
    };
  }

  /** The agent is on the server before the Command runs, and what the Command reads stays as it is while it asks the same. */
  async function ready(state: DecidedState, olds?: DocrootState): Promise<DocrootState> {
    if (olds && staysAsked(olds, state))
      return { ...state, agentFile: olds.agentFile, request: olds.request };
    const agentFile = await keepAgent(state);
    return { ...state, agentFile, request: applyRequest(state, agentFile) };
  }

  return {
    /**
     * First `up`: a docroot that is somebody else's, or a server that cannot be read, stops the `up` here, and nothing is
     * stored.
     */
    async create(inputs: CheckedInputs): Promise<{ id: string; state: DocrootState }> {
      const seen = await confirmDocroot(inputs);
      const state = inputs.waiting ? untouched(inputs, seen) : toBeSwitched(inputs, seen);
      return { id: `${inputs.transferUser}@${inputs.connection.host}`, state: await ready(state) };
    },

    /** Refresh: what the server looks like now. Its answer replaces the inputs, so that a difference is a plain diff. */
    async read(state: DocrootState): Promise<{ state: DocrootState; inputs: CheckedInputs }> {
      const seen = await observe(state);
      const looked = observedProperties(seen, state, docrootTexts(state).maskedUri);
      const observed = state.waiting ? { ...looked, ...notYetOurs(state, looked) } : looked;
      for (const one of findingsOf(seen, state)) await log("warning", messageOf(one));
      const { fingerprint: last, wantedBefore, ...kept } = state;
      const inPlace = seen.answer?.fingerprint === fingerprint(docrootTexts(state).uri);
      const {
        expect,
        nonce,
        instance,
        leftBehind,
        leaves,
        lastSeen,
        licenceUntil,
        agentFile,
        request,
        ...inputs
      } = kept;
      return {
        state: {
          ...kept,
          ...(wantedBefore !== undefined && !inPlace && { wantedBefore }),
          ...observed,
          fingerprint: seen.answer?.fingerprint ?? last,
          instance: instance || seen.answer?.instance || "",
        },
        inputs: { ...inputs, ...observed },
      };
    },

    /** Later `up`s. */
    async update(olds: DocrootState, news: CheckedInputs): Promise<DocrootState> {
      return ready(await decided(olds, news), olds);
    },

    /** Destroy: leaves the server as it is, reachable or not, and says so. */
    async remove({ transferUser, connection, bucketRoleArn }: DocrootState): Promise<void> {
      const place = placeOf(connection);
      const left = found(leftInPlace, { transferUser, place, namesRole: bucketRoleArn !== undefined });
      await log("info", messageOf(left));
    },
  };
}
