import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { docrootTexts } from "../../model/docroot/docrootTexts";
import { fingerprint } from "../../model/docroot/fingerprint";
import { leftInPlace } from "../../model/findings/docroot/leftInPlace";
import { found, messageOf } from "../../model/findings/finding";
import { placeOf, type ServerConnection } from "../../model/ssh/connection";
import type { Call } from "../protocol/handler";
import { formatLeftBehind, leftBehindBy, moves, namesOf, type PlacedDocroot } from "./move";
import { findingsOf, type Observation, observedProperties } from "./observation";
import {
  ALL_WELL,
  type CheckedInputs,
  type DocrootInputs,
  type DocrootState,
  NOT_SWITCHED,
  type ObservedProperties,
} from "./properties";
import {
  refuseForeignDocroot,
  refuseMissingUser,
  refuseOldSoftware,
  refuseUnchangeableServer,
  refuseUnreadableServer,
  refuseUserWhoCannotTransfer,
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

  function confirmSeen(inputs: DocrootInputs, seen: Observation): void {
    refuseMissingUser(inputs, seen);
    refuseForeignDocroot(inputs, seen);
  }

  async function confirmDocroot(inputs: DocrootInputs): Promise<Observation> {
    const seen = await confirmServer(inputs);
    confirmSeen(inputs, seen);
    await confirmRights(inputs);
    return seen;
  }

  /** The same for another user or server: the docroot that is left behind will be closed. */
  async function confirmMove(inputs: DocrootInputs): Promise<Observation> {
    const seen = await confirmDocroot(inputs);
    refuseUserWhoCannotTransfer(inputs, seen);
    return seen;
  }

  return {
    /**
     * First `up`: a docroot that is somebody else's, or a server that cannot be read, stops the `up` here, and nothing is
     * stored.
     */
    async create(inputs: CheckedInputs): Promise<{ id: string; state: DocrootState }> {
      const seen = await confirmDocroot(inputs);
      const state = inputs.waiting ? untouched(inputs, seen) : toBeSwitched(inputs, seen);
      return { id: `${inputs.transferUser}@${inputs.connection.host}`, state };
    },

    /** Refresh: what the server looks like now. Its answer replaces the inputs, so that a difference is a plain diff. */
    async read(state: DocrootState): Promise<{ state: DocrootState; inputs: CheckedInputs }> {
      const seen = await observe(state);
      const looked = observedProperties(seen, state, docrootTexts(state).maskedUri);
      const observed = state.waiting ? { ...looked, ...notYetOurs(state, looked) } : looked;
      for (const one of findingsOf(seen, state)) await log("warning", messageOf(one));
      const { fingerprint: last, expect, nonce, instance, leftBehind, leaves, lastSeen, ...inputs } = state;
      return {
        state: {
          ...state,
          ...observed,
          fingerprint: seen.answer?.fingerprint ?? last,
          instance: instance || seen.answer?.instance || "",
        },
        inputs: { ...inputs, ...observed },
      };
    },

    /**
     * Later `up`s: decides whether the server has something to repair. Another transfer user or server is looked at like
     * a first `up`; the docroot that is left behind stays as it is until the new one is in place (former/lifecycle.ts). A
     * server whose host key was renewed is looked at, too, and turns out to be the same. A docroot whose link waited was never
     * switched, and leaves nothing behind.
     */
    async update(olds: DocrootState, news: CheckedInputs): Promise<DocrootState> {
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
    },

    /** Destroy: leaves the server as it is, reachable or not, and says so. */
    async remove({ transferUser, connection, bucketRoleArn }: DocrootState): Promise<void> {
      const place = placeOf(connection);
      const left = found(leftInPlace, { transferUser, place, namesRole: bucketRoleArn !== undefined });
      await log("info", messageOf(left));
    },
  };
}

/** Everything was asked that can refuse; what is there stays. */
function untouched(inputs: CheckedInputs, { answer }: Observation): DocrootState {
  const there = answer?.fingerprint ?? "none";
  return {
    ...inputs,
    ...NOTHING_LEFT,
    instance: answer?.instance ?? "",
    fingerprint: there,
    expect: there,
    nonce: "none",
  };
}

/** What `up` does not see to while the link waits is as it may be; what it never sees to is as it was seen. */
function notYetOurs(
  { createTransferUserEntry }: DocrootInputs,
  { transferUserEntry }: ObservedProperties,
): Pick<ObservedProperties, "docroot" | "transferUserEntry"> {
  return {
    docroot: NOT_SWITCHED,
    transferUserEntry: createTransferUserEntry ? ALL_WELL.transferUserEntry : transferUserEntry,
  };
}

const NOTHING_LEFT = { leftBehind: formatLeftBehind([]), leaves: [] };

function toBeSwitched(inputs: CheckedInputs, seen: Observation, olds?: DocrootState): DocrootState {
  return {
    ...inputs,
    ...leftBehindAfter(olds, placed(inputs, seen)),
    instance: seen.answer?.instance ?? "",
    fingerprint: fingerprint(docrootTexts(inputs).uri),
    expect: seen.answer?.fingerprint ?? "none",
    nonce: freshNonce(),
  };
}

/** What is wanted, on the server that was seen. */
function placed(inputs: CheckedInputs, { answer }: Observation): PlacedDocroot {
  return { ...inputs, instance: answer?.instance };
}

/** The same without a look: on the server where it was. */
function stillThere({ instance }: DocrootState, news: CheckedInputs): PlacedDocroot {
  return { ...news, instance };
}

/** Whether the last look met another instance behind the pinned host key. */
function isAnother({ identity = ALL_WELL.identity }: Partial<ObservedProperties>): boolean {
  return identity !== ALL_WELL.identity;
}

/** What is to be closed once `news` is in place; nothing in a first `up`. */
export function leftBehindAfter(
  olds: DocrootState | undefined,
  news: PlacedDocroot,
): Pick<DocrootState, "leftBehind" | "leaves"> {
  const former = olds ? leftBehindBy(olds, news) : [];
  return { leftBehind: formatLeftBehind(former), leaves: namesOf(former) };
}

function keptOf({ fingerprint, expect, nonce, instance = "" }: DocrootState) {
  return { fingerprint, expect, nonce, instance };
}

/**
 * Whether the apply Command has to run: to set or repair something, or because the last look failed and what is there is
 * not known. The agent has the last word: where the docroot is right and the service answers, it changes nothing.
 */
export function needsRepair(olds: DocrootState, news: CheckedInputs): boolean {
  return (
    Boolean(olds.waiting) !== Boolean(news.waiting) ||
    moves(olds, news) ||
    isAnother(olds) ||
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
