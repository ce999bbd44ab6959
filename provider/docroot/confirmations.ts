import type { Observation } from "./observation";
import type { DocrootInputs } from "./properties";
import {
  refuseForeignDocroot,
  refuseMissingUser,
  refuseOldSoftware,
  refuseUnchangeableServer,
  refuseUnreadableServer,
  refuseUserWhoCannotTransfer,
} from "./refusals";

/** How a server is asked; neither ever throws for what the world did. */
export interface Looks {
  /** How the server is. */
  observe(inputs: DocrootInputs): Promise<Observation>;
  /** The same with the login that changes the server; only whether that works counts. */
  observeAsChanger(inputs: DocrootInputs): Promise<Observation>;
}

/** Asks everything that can refuse, before anything is changed. Each throws where an `up` is to end. */
export function confirmations({ observe, observeAsChanger }: Looks) {
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

  return { confirmRights, confirmServer, confirmSeen, confirmDocroot, confirmMove };
}
