import { isDeepStrictEqual } from "node:util";
import { unlessGivenUp } from "../ssh/giveUp";
import { SshConnection } from "../ssh/sshConnection";
import type { SshPatience, SshResult, SshTarget } from "../ssh/sshTarget";
import { AgentProcess, type Asked } from "./agentProcess";

/** A connection is kept this many seconds after its last request: long enough for the next resource of the same run. */
const KEPT = 30;

/** Requests of one login at once; more of them wait. sshd's MaxSessions, by connection, is 10 by default. */
const MOST_AT_ONCE = 4;

/** What one login shares: a connection, and the agents that were started on it. */
interface Shared {
  readonly target: SshTarget;
  readonly connection: SshConnection;
  readonly loggedIn: Promise<void>;
  readonly agents: { readonly command: string; readonly agent: AgentProcess }[];
  /** Whether `loggedIn` is settled, and well. */
  ready: boolean;
  /** Requests that are under way. */
  atWork: number;
  /** Requests that wait for their turn. */
  readonly waiting: (() => void)[];
  clock?: NodeJS.Timeout;
}

const shared = new Set<Shared>();

/**
 * Has a request done by an agent that this process shares: one connection for each login, and on it one agent for each
 * command, as long as that is idle.
 * @param lines the request, `key value` lines.
 * @throws FindingError as `runOverSsh` does; the time counts from the request's turn.
 */
export async function askShared(
  target: SshTarget,
  command: string,
  lines: string,
  patience: SshPatience,
): Promise<SshResult> {
  const kept = [...shared].find((one) => one.connection.usable && isDeepStrictEqual(one.target, target));
  if (!kept?.ready) return ask(kept ?? opened(target, patience.connect), command, lines, patience);
  try {
    const asked = await ask(kept, command, lines, patience);
    if (asked.done || kept.connection.usable) return asked;
  } catch (error) {
    if (kept.connection.usable) throw error;
  }
  // A connection that broke since it was last used tells nothing of the server.
  return ask(opened(target, patience.connect), command, lines, patience);
}

/** Ends every connection that is shared. */
export function endSharedAgents(): void {
  for (const one of shared) end(one);
}

function opened(target: SshTarget, patience: number): Shared {
  const connection = new SshConnection(target);
  const one: Shared = {
    target,
    connection,
    loggedIn: connection.logIn(patience).then(() => {
      one.ready = true;
    }),
    agents: [],
    ready: false,
    atWork: 0,
    waiting: [],
  };
  one.loggedIn.catch(() => {});
  shared.add(one);
  return one;
}

async function ask(one: Shared, command: string, lines: string, patience: SshPatience): Promise<Asked> {
  clearTimeout(one.clock);
  if (one.atWork >= MOST_AT_ONCE) await new Promise<void>((resolve) => one.waiting.push(resolve));
  one.atWork++;
  let agent: AgentProcess | undefined;
  let over = false;
  const work = async () => {
    await one.loggedIn;
    agent = one.agents.find((other) => other.command === command && other.agent.idle)?.agent;
    agent ??= await started(one, command);
    if (over) throw new Error("given up");
    return agent.ask(lines);
  };
  try {
    return await unlessGivenUp(one.target, patience.total, work());
  } catch (error) {
    over = true;
    agent?.end();
    // Whatever the server did not answer to, the next request begins anew.
    shared.delete(one);
    throw error;
  } finally {
    one.atWork--;
    one.waiting.shift()?.();
    if (one.atWork === 0 && one.waiting.length === 0) rest(one);
  }
}

async function started(one: Shared, command: string): Promise<AgentProcess> {
  let agent: AgentProcess | undefined;
  const channel = await one.connection.start(command, (failure) => agent?.fail(failure));
  agent = new AgentProcess(channel, one.target);
  one.agents.push({ command, agent });
  return agent;
}

function rest(one: Shared): void {
  if (shared.has(one) && one.connection.usable) one.clock = setTimeout(() => end(one), KEPT * 1000).unref();
  else end(one);
}

function end(one: Shared): void {
  clearTimeout(one.clock);
  shared.delete(one);
  for (const { agent } of one.agents) agent.end();
  one.connection.end();
}
