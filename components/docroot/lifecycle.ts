import { randomBytes } from "node:crypto";
import { fingerprint } from "../agent/fingerprint";
import { hints } from "./hints";
import { type Observation, observedProperties } from "./observation";
import { ALL_WELL, type DocrootInputs, type DocrootState } from "./properties";
import { refuseForeignDocroot, refuseUnreadableServer } from "./refusals";

/** How the resource reaches the server; the real thing in entry.js, a stand-in in unit tests. */
export interface Reach {
  /** Asks the server how it is; never throws for what the world did. */
  observe(inputs: DocrootInputs): Promise<Observation>;
  /** Closes the docroot that a stack gives up; never throws for what the world did. */
  closeFormerDocroot(former: DocrootState): Promise<void>;
  /** Shows a line to the person who runs Pulumi, beside the resource. */
  say(line: string): void;
}

/** What the four methods of the Docroot resource do. */
export function docrootLifecycle({ observe, closeFormerDocroot, say }: Reach) {
  return {
    /**
     * First `up`: looks before anything is changed. A docroot that is somebody else's, or a server that cannot be read,
     * stops the `up` here, and nothing is stored.
     */
    async create(inputs: DocrootInputs): Promise<{ id: string; outs: DocrootState }> {
      const seen = await observe(inputs);
      refuseUnreadableServer(inputs, seen);
      refuseForeignDocroot(inputs, seen);
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
        refuseForeignDocroot(news, seen);
        await closeFormerDocroot(olds);
        // Seen again, since both addresses may be names of one server.
        return { outs: toBeSwitched(news, await observe(news)) };
      }
      if (olds.server !== ALL_WELL.server) {
        const seen = await observe(news);
        refuseUnreadableServer(news, seen);
        return { outs: toBeSwitched(news, seen) };
      }
      if (!needsRepair(olds, news)) {
        return { outs: { ...news, fingerprint: olds.fingerprint, expect: olds.expect, nonce: olds.nonce } };
      }
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
      say(
        `left as it is: the docroot of transfer user "${state.transferUser}" on ${state.host}:${state.port}. ` +
          "Once its bucket role is gone it leads nowhere; an empty one would open the whole file system.",
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

function freshNonce(): string {
  return randomBytes(8).toString("hex");
}
