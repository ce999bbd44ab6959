import { randomBytes } from "node:crypto";
import { fingerprint } from "../agent/fingerprint";
import { closeFormerDocroot } from "./closeFormer";
import { type Observation, observe, observedProperties } from "./observe";
import { ALL_WELL, type DocrootInputs, type DocrootState } from "./properties";
import { refuseForeignDocroot, refuseUnreadableServer } from "./refusals";

/**
 * First `up`: looks before anything is changed. A docroot that is somebody else's, or a server that cannot be read, stops
 * the `up` here, and nothing is stored.
 */
export async function create(inputs: DocrootInputs): Promise<{ id: string; outs: DocrootState }> {
  const seen = await observe(inputs);
  refuseUnreadableServer(inputs, seen);
  refuseForeignDocroot(inputs, seen);
  return { id: `${inputs.transferUser}@${inputs.host}:${inputs.port}`, outs: switched(inputs, seen) };
}

/** Refresh: what the server looks like now. Never throws for what the world did. */
export async function read(id: string, state: DocrootState) {
  const seen = await observe(state);
  const observed = observedProperties(seen, state);
  const fingerprintNow = seen.answer?.fingerprint ?? state.fingerprint;
  const { fingerprint: _, expect: __, nonce: ___, ...inputs } = state;
  return {
    id,
    props: { ...state, ...observed, fingerprint: fingerprintNow },
    inputs: { ...inputs, ...observed },
  };
}

/**
 * Later `up`s: decides whether the server has something to repair. A moved transfer user or host is looked at like a
 * first `up`, and the docroot that is left behind is closed.
 */
export async function update(
  _id: string,
  olds: DocrootState,
  news: DocrootInputs,
): Promise<{ outs: DocrootState }> {
  if (moved(olds, news)) {
    const seen = await observe(news);
    refuseUnreadableServer(news, seen);
    refuseForeignDocroot(news, seen);
    await closeFormerDocroot(olds);
    // Seen again, since both addresses may be names of one server.
    return { outs: switched(news, await observe(news)) };
  }
  if (olds.server !== ALL_WELL.server) {
    const seen = await observe(news);
    refuseUnreadableServer(news, seen);
    return { outs: switched(news, seen) };
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
}

/** Destroy: leaves the server as it is, reachable or not, and says so. */
export async function remove(_id: string, state: DocrootState): Promise<void> {
  console.log(
    `left as it is: the docroot of transfer user "${state.transferUser}" on ${state.host}:${state.port}. ` +
      "Once its bucket role is gone it leads nowhere; an empty one would open the whole file system.",
  );
}

function switched(inputs: DocrootInputs, seen: Observation): DocrootState {
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
