import { randomBytes } from "node:crypto";
import { fingerprint } from "../agent/fingerprint";
import type { ServerProperties } from "../server/loginTarget";
import { hints } from "./hints";
import { type Observation, observedProperties } from "./observation";
import { ALL_WELL, type DocrootInputs, type DocrootState } from "./properties";
import {
  refuseForeignDocroot,
  refuseOldSoftware,
  refuseUnchangeableServer,
  refuseUnreadableServer,
} from "./refusals";

/** How the resource reaches the server; the real thing in entry.js, a stand-in in unit tests. */
export interface Reach {
  /** Asks the server how it is; never throws for what the world did. */
  observe(inputs: DocrootInputs): Promise<Observation>;
  /** Asks the same by the way on which the server is changed; only whether that works counts. Never throws. */
  observeAsChanger(inputs: DocrootInputs): Promise<Observation>;
  /** Closes the docroot that a stack gives up; never throws for what the world did. */
  closeFormerDocroot(former: DocrootState): Promise<void>;
  /** Shows a line to the person who runs Pulumi, beside the resource. */
  say(line: string): void;
}

/** What the four methods of the Docroot resource do. */
export function docrootLifecycle({ observe, observeAsChanger, closeFormerDocroot, say }: Reach) {
  /**
   * Ends the `up` here, with a sentence of our own, where the Command behind it would fail with that of sudo. Returns what
   * was seen on that way, if it was asked: without sudo and observer, whoever could look can change.
   */
  async function confirmRights(inputs: DocrootInputs): Promise<Observation | undefined> {
    if (!inputs.sudo && !inputs.observer) return undefined;
    const seen = await observeAsChanger(inputs);
    refuseUnchangeableServer(inputs, seen);
    return seen;
  }

  return {
    /**
     * First `up`: looks before anything is changed. A docroot that is somebody else's, or a server that cannot be read,
     * stops the `up` here, and nothing is stored.
     */
    async create(inputs: DocrootInputs): Promise<{ id: string; outs: DocrootState }> {
      const seen = await observe(inputs);
      refuseUnreadableServer(inputs, seen);
      refuseOldSoftware(inputs, seen);
      refuseForeignDocroot(inputs, seen);
      await confirmRights(inputs);
      return { id: `${inputs.transferUser}@${inputs.host}`, outs: toBeSwitched(inputs, seen) };
    },

    /** Refresh: what the server looks like now. Its answer replaces the inputs, so that a difference is a plain diff. */
    async read(id: string, state: DocrootState) {
      const seen = await observe(state);
      const observed = observedProperties(seen, state);
      for (const hint of hints(seen, state)) say(hint);
      const { fingerprint: last, expect, nonce, ...inputs } = state;
      return {
        id,
        props: { ...state, ...observed, fingerprint: seen.answer?.fingerprint ?? last },
        inputs: { ...inputs, ...observed },
      };
    },

    /**
     * Later `up`s: decides whether the server has something to repair. A moved transfer user or host is looked at like
     * a first `up`, and the docroot that is left behind is closed.
     */
    async update(_id: string, olds: DocrootState, news: DocrootInputs): Promise<{ outs: DocrootState }> {
      if (moved(olds, news)) {
        const seen = await observe(news);
        refuseUnreadableServer(news, seen);
        refuseOldSoftware(news, seen);
        refuseForeignDocroot(news, seen);
        await confirmRights(news);
        await closeFormerDocroot(olds);
        // Seen again, since both addresses may be names of one server.
        return { outs: toBeSwitched(news, await observe(news)) };
      }
      if (olds.server !== ALL_WELL.server) {
        const seen = await observe(news);
        refuseUnreadableServer(news, seen);
        refuseOldSoftware(news, seen);
        await confirmRights(news);
        return { outs: toBeSwitched(news, seen) };
      }
      const repair = needsRepair(olds, news);
      const seen = repair || changedOtherwise(olds, news) ? await confirmRights(news) : undefined;
      if (!repair) {
        return { outs: { ...news, fingerprint: olds.fingerprint, expect: olds.expect, nonce: olds.nonce } };
      }
      refuseOldSoftware(news, seen ?? (await observe(news)));
      return {
        outs: {
          ...news,
          fingerprint: fingerprint(news.wanted),
          expect: olds.fingerprint,
          nonce: freshNonce(),
        },
      };
    },

    /** Destroy: leaves the server as it is, reachable or not, and says so. */
    async remove(_id: string, state: DocrootState): Promise<void> {
      const end =
        state.externalId === ""
          ? "It names no role: where another stack's rights on the server role reach that place, this user still does. " +
            "Point it to a path that leads nowhere, or take the user away; an empty one would open the whole file system."
          : "Once the rights of this stack are gone it leads nowhere; an empty one would open the whole file system.";
      say(
        `left as it is: the docroot of transfer user "${state.transferUser}" on ${state.host}:${state.port}. ${end}`,
      );
    },
  };
}

function toBeSwitched(inputs: DocrootInputs, seen: Observation): DocrootState {
  return {
    ...inputs,
    fingerprint: fingerprint(inputs.wanted),
    expect: seen.answer?.fingerprint ?? "none",
    nonce: freshNonce(),
  };
}

function moved(olds: DocrootInputs, news: DocrootInputs): boolean {
  return (
    olds.host !== news.host || olds.transferUser !== news.transferUser || olds.asperaRoot !== news.asperaRoot
  );
}

/** Reachability is left out: being reached again is no reason to touch a server. */
function needsRepair(olds: DocrootState, news: DocrootInputs): boolean {
  return (
    olds.wanted !== news.wanted ||
    olds.docroot !== news.docroot ||
    olds.transferUserEntry !== news.transferUserEntry ||
    olds.asperanoded !== news.asperanoded
  );
}

/** The way on which the server is changed is another: that alone makes the Command run. */
function changedOtherwise(olds: ServerProperties, news: ServerProperties): boolean {
  return JSON.stringify(changersWay(olds)) !== JSON.stringify(changersWay(news));
}

function changersWay(server: ServerProperties): unknown[] {
  const { port, login, hostKey, privateKeyFile, privateKey, privateKeyPassphrase, sudo, proxy } = server;
  const via = proxy && [proxy.host, proxy.port, proxy.user, proxy.hostKey];
  return [port, login, hostKey, privateKeyFile, privateKey, privateKeyPassphrase, sudo, via];
}

function freshNonce(): string {
  return randomBytes(8).toString("hex");
}
