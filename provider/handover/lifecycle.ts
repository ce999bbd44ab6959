import { docrootTexts } from "../../model/docroot/docrootTexts";
import { fingerprint } from "../../model/docroot/fingerprint";
import { found, messageOf } from "../../model/findings/finding";
import { overdue } from "../../model/findings/handover/overdue";
import { stillAllowed } from "../../model/findings/handover/stillAllowed";
import { type Allowance, partsLost } from "../../model/handover/allowance";
import {
  daysOpen,
  type FormerAllowance,
  OVERDUE_DAYS,
  stillAllowedInWords,
  stillOpen,
} from "../../model/handover/stillAllowed";
import { moves } from "../docroot/move";
import type { Call } from "../protocol/handler";
import type { Look } from "./look";
import { allowanceOf, parseFormer, remembered, trustedBy } from "./memory";
import { type CheckedInputs, type HandoverState, handoverOutputs, NOTHING_FORMER } from "./properties";
import { refuseWhatCutsOff } from "./refusals";

const NOBODY_LOOKED: Look = { seen: "not seen", carriesRole: false };

/** How the resource reaches the world; stand-ins in unit tests. */
export interface Reach {
  /** One look at the server. Never throws for what the world did. */
  look(inputs: CheckedInputs, former: readonly string[]): Promise<Look>;
  readonly now: () => Date;
  /** Shows a line to the person who runs Pulumi, beside the resource. */
  readonly log: Call["log"];
  /** True in a run that only reports what is still allowed, and plans nothing: `ASPERA_HANDOVER=report`. */
  reportOnly(): boolean;
}

/**
 * What the methods of the Handover resource do. It stands upstream of roles and rights and says what they must allow besides
 * what is wanted: all that earlier docroots of this stack used, until the wanted one was seen to be proven and in place.
 */
export function handoverLifecycle({ look, now, log, reportOnly }: Reach) {
  async function tell(open: readonly FormerAllowance[], wanted: Allowance): Promise<void> {
    const what = stillAllowedInWords(open, wanted);
    if (what.length === 0) return;
    const days = daysOpen(open, now());
    if (days >= OVERDUE_DAYS) await log("warning", messageOf(found(overdue, { what, days })));
    else await log(reportOnly() ? "warning" : "info", messageOf(found(stillAllowed, { what })));
  }

  /** Where somebody is waited for, the docroot before may never have been switched: of that one nothing is in use. */
  async function neverSwitched(olds: HandoverState, news: CheckedInputs): Promise<boolean> {
    if (olds.awaits === undefined || olds.former !== "" || olds.moved) return false;
    if (!moves(olds, news) && openAfter(olds, news, now()).length === 0) return false;
    return (await look(olds, [])).seen === "elsewhere";
  }

  return {
    /** First `up`: nothing came before. */
    async create(inputs: CheckedInputs): Promise<{ id: string; state: HandoverState }> {
      const { transferUser, connection } = inputs;
      const state = {
        ...inputs,
        ...remembered([], allowanceOf(inputs)),
        seen: "not seen" as const,
        moved: false,
        trustedBefore: "",
      };
      return { id: `${transferUser}@${connection.host}`, state };
    },

    /** Refresh: what is still allowed is an input that differs, so that the next `up` looks whether it can go. */
    async read(state: HandoverState): Promise<{ state: HandoverState; inputs: Partial<HandoverState> }> {
      const wanted = allowanceOf(state);
      let open = stillOpen(parseFormer(state.former), wanted);
      await tell(open, wanted);
      const report = reportOnly();
      const { seen } = open.length > 0 && !report ? await look(state, docrootsOf(open)) : NOBODY_LOOKED;
      // What takes nothing away is forgotten without an `up`.
      if (seen === "in place") open = open.filter((one) => partsLost(one, wanted).length > 0);
      const moved = seen !== "in place" && Boolean(state.moved);
      const after = { ...state, ...remembered(open, wanted), seen, moved, trustedBefore: trustedBy(state) };
      const shown = report ? { ...after, ...NOTHING_FORMER } : after;
      return { state: shown, inputs: inputsOf(shown) };
    },

    /** Later `up`s: what is no longer wanted stays allowed, unless the wanted docroot is seen to be proven and in place. */
    async update(olds: HandoverState, news: CheckedInputs): Promise<HandoverState> {
      refuseWhatCutsOff(olds, news);
      const wanted = allowanceOf(news);
      const trustedBefore = trustedBy(olds);
      const unused = await neverSwitched(olds, news);
      let open = openAfter(unused ? { ...olds, seen: "elsewhere" } : olds, news, now());
      const { seen, carriesRole } = open.length > 0 ? await look(news, docrootsOf(open)) : NOBODY_LOOKED;
      if (carriesRole) open = carrying(open, wanted);
      // A proof before this `up` has changed anything says nothing of a key to which it gives the right.
      if (seen === "in place" && olds.kmsKeyArn === news.kmsKeyArn) open = [];
      await tell(open, wanted);
      // This `up` may switch the docroot yet: what was seen before that is not kept.
      const moved = seen !== "in place" && (olds.moved || (moves(olds, news) && !unused));
      return { ...news, ...remembered(open, wanted), seen: "not seen", moved, trustedBefore };
    },
  };
}

/**
 * What would be open after an `up` that cannot take anything away. What was wanted last and never got there, such as in an
 * `up` that failed, is nothing that a running docroot uses; but for one that moves, where the user or the server before may still
 * use it.
 */
export function openAfter(olds: HandoverState, news: CheckedInputs, now: Date): FormerAllowance[] {
  const neverThere = olds.seen === "elsewhere" && !olds.moved;
  const docroot = fingerprint(docrootTexts(olds).uri);
  const last = neverThere ? [] : [{ ...allowanceOf(olds), since: now.toISOString(), docroot }];
  return stillOpen([...parseFormer(olds.former), ...last], allowanceOf(news));
}

/**
 * What a preview can promise: what is former goes where the docroot stays as it is and, as far as was looked, is proven and
 * in place; else it stays.
 */
export function openPlanned(
  olds: HandoverState,
  news: CheckedInputs,
  now: Date,
  reportOnly: boolean,
): FormerAllowance[] {
  const open = openAfter(olds, news, now);
  if (reportOnly) return open;
  const stays =
    docrootTexts(olds).uri === docrootTexts(news).uri &&
    olds.transferUser === news.transferUser &&
    olds.connection.hostKey === news.connection.hostKey &&
    olds.serverRoleArn === news.serverRoleArn &&
    olds.kmsKeyArn === news.kmsKeyArn;
  const proven = parseFormer(olds.former).length === 0 || olds.seen === "in place";
  return stays && proven ? [] : open;
}

function docrootsOf(open: readonly FormerAllowance[]): string[] {
  return open.map(({ docroot }) => docroot);
}

/** The same without former server roles: the server was seen to carry the wanted one. */
function carrying(open: readonly FormerAllowance[], wanted: Allowance): FormerAllowance[] {
  const { serverRole, serverRoleId } = wanted;
  return stillOpen(
    open.map((one) => ({ ...one, serverRole, serverRoleId })),
    wanted,
  );
}

/** What a program says and what is wanted of it, without what is remembered beside. */
function inputsOf(state: HandoverState): Partial<HandoverState> {
  return Object.fromEntries(
    Object.entries(state).filter(([name]) => !Object.hasOwn(handoverOutputs.entries, name)),
  );
}
