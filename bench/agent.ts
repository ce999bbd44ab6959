// The agent beside `xmlstarlet ed`, which makes the same edit and nothing else: no lock, backup, checks or restart. Both are
// whole processes; asperanoded and the vendor's tools are stand-ins that take next to no time.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseApplyAnswer, parseObserveAnswer } from "../provider/agent/answer";
import { agentInput } from "../provider/agent/program";
import { type AgentRequest, requestLines } from "../provider/agent/request";
import { Fixture } from "../test/provider/agent/fixture";
import { asperaConf } from "./asperaConf";
import { type Figure, ratios } from "./figure";
import { MEASURE, type Measured, measured } from "./measured";

const SIZES = [10_000, 100_000];
const ROUNDS = 7;
/** Of apply and observe, against xmlstarlet; and of ten times the users against one time. */
const [MOST_TIMES, MOST_GROWTH] = [1.5, 11];

const EDIT = "/CONF/aaa/realms/realm/users/user[name='user7']/file_system/access/paths/path/absolute";
const CONTENDERS = ["xmlstarlet ed", "apply", "observe"] as const;
type Taken = Record<(typeof CONTENDERS)[number], Measured[]>;

/** What all three take, and what ours are of the peer; then what ten times the users do to them. */
export async function benchAgent(): Promise<Figure[]> {
  const figures: Figure[] = [];
  let before: Taken | undefined;
  for (const users of SIZES) {
    const taken = await measure(users);
    for (const name of CONTENDERS)
      figures.push(figureOf(`agent: ${users.toLocaleString("en")} users, ${name}`, taken, name));
    for (const name of before ? CONTENDERS : []) {
      const wall = ratios(of(taken[name], "wall"), of((before as Taken)[name], "wall"));
      const goal = name === "xmlstarlet ed" ? {} : { goal: { wall: MOST_GROWTH } };
      figures.push({
        what: `agent: ${name}, ten times the users`,
        compared: { to: "a tenth of them", wall, ...goal },
      });
    }
    before = taken;
  }
  return figures;
}

function figureOf(what: string, taken: Taken, name: keyof Taken): Figure {
  const [ours, theirs] = [taken[name], taken["xmlstarlet ed"]];
  const memory = of(ours, "peak").map((kib) => (kib * 1024) / 1e6);
  const wall = ratios(of(ours, "wall"), of(theirs, "wall"));
  const processor = ratios(of(ours, "processor"), of(theirs, "processor"));
  const goal = { wall: MOST_TIMES, memory: 1 };
  const most = ratios(
    memory,
    of(theirs, "peak").map((kib) => (kib * 1024) / 1e6),
  );
  const compared = { to: "xmlstarlet ed", wall, processor, memory: most, goal };
  return {
    what,
    ...{ wall: of(ours, "wall"), processor: of(ours, "processor"), memory },
    ...(name !== "xmlstarlet ed" && { compared }),
  };
}

async function measure(users: number): Promise<Taken> {
  const text = asperaConf(users);
  const fixture = new Fixture(text, ["user7"]);
  // The vendor's reader is not what we measure: this stand-in only greps.
  fixture.tool(
    "asuserdata",
    `#!/bin/sh\n[ $1 = -u ] && grep -m1 -F 'bucket-7/' @ROOT@/etc/aspera.conf | sed 's/.*<absolute>/absolute: "/; s/<.*/"/'\nexit 0\n`,
  );
  const peer = join(fixture.folder, "peer.conf");
  writeFileSync(peer, text);
  const taken: Taken = { "xmlstarlet ed": [], apply: [], observe: [] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const docroot = `s3://s3.amazonaws.com/bucket-7/${round}`;
      taken["xmlstarlet ed"].push(
        await command("xmlstarlet", "ed", "-L", "-P", "-u", EDIT, "-v", docroot, peer),
      );
      const apply = fixture.request({ user: "user7", docroot });
      const { root, user, externalId, mark } = apply;
      const seen = await agent(fixture, { mode: "observe", root, user, docroot, externalId, mark });
      taken.observe.push(measured(seen.stderr));
      const expect = parseObserveAnswer(seen).fingerprint;
      const done = await agent(fixture, { ...apply, expect });
      taken.apply.push(measured(done.stderr));
      if (!parseApplyAnswer(done).changed) throw new Error("expected a change of aspera.conf, got none");
    }
    return taken;
  } finally {
    fixture.dispose();
  }
}

const agent = (fixture: Fixture, request: AgentRequest) =>
  fixture.start(agentInput(requestLines(request)), {}, [...MEASURE, "perl", "-"]).done;

async function command(...words: string[]): Promise<Measured> {
  const [python = "", ...rest] = MEASURE;
  const child = spawn(python, [...rest, ...words], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (data) => {
    said += data;
  });
  const [code] = await once(child, "close");
  if (code !== 0)
    throw new Error(
      `expected exit code 0 of ${words[0]}, got ${code}\n${said}\nhint: apt-get install ${words[0]}`,
    );
  return measured(said);
}

const of = (runs: readonly Measured[], what: keyof Measured) => runs.map((run) => run[what]);
