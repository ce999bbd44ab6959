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
import { MEASURE, type Measured, measured } from "./measured";
import { median } from "./median";

const SIZES = [10_000, 100_000];
const ROUNDS = 7;
/** Of apply and observe, against xmlstarlet; and of ten times the users against one time. */
const [MOST_TIMES, MOST_GROWTH] = [1.5, 11];

const EDIT = "/CONF/aaa/realms/realm/users/user[name='user7']/file_system/access/paths/path/absolute";
const CONTENDERS = ["xmlstarlet ed", "apply", "observe"] as const;
type Taken = Record<(typeof CONTENDERS)[number], Measured[]>;

/** Prints a table: medians of seven rounds, in each of which all three run; and whether the goals are met. */
export async function benchAgent(): Promise<void> {
  console.log(`agent: whole processes, medians of ${ROUNDS} rounds (least to most)`);
  console.log("users     what            wall                    to xmlstarlet      processor   peak memory");
  const missed: string[] = [];
  let before: Taken | undefined;
  for (const users of SIZES) {
    const taken = await measure(users);
    for (const name of CONTENDERS) console.log(row(users, name, taken));
    missed.push(...faults(users, taken));
    for (const name of before ? CONTENDERS : []) {
      const growth = typical(taken[name], "wall") / typical((before as Taken)[name], "wall");
      console.log(
        `${"".padEnd(9)} ${name.padEnd(15)} ${growth.toFixed(1)} times the time for ten times the users`,
      );
      if (name !== "xmlstarlet ed" && growth > MOST_GROWTH)
        missed.push(`${name} grows ${growth.toFixed(1)} times`);
    }
    before = taken;
  }
  const goals = `at most ${MOST_TIMES} times xmlstarlet, no more memory, at most ${MOST_GROWTH} times for ten times the users`;
  console.log(`goals (${goals}): ${missed.length > 0 ? `missed: ${missed.join("; ")}` : "met"}`);
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

const typical = (runs: readonly Measured[], what: keyof Measured) => median(runs.map((run) => run[what]));

/** Round by round, so that what else the machine does meanwhile falls on both. */
const ratios = (taken: Taken, name: keyof Taken) =>
  taken[name].map((run, round) => run.wall / (taken["xmlstarlet ed"][round] as Measured).wall);

function row(users: number, name: keyof Taken, taken: Taken): string {
  const spread = (all: readonly number[], show: (one: number) => string) =>
    `${show(median(all))} (${show(Math.min(...all))} to ${show(Math.max(...all))})`;
  return [
    users.toLocaleString("en").padEnd(9),
    name.padEnd(15),
    `${spread(
      taken[name].map(({ wall }) => wall),
      (ms) => ms.toFixed(0),
    )} ms`.padEnd(23),
    (name === "xmlstarlet ed" ? "" : spread(ratios(taken, name), (times) => times.toFixed(2))).padEnd(18),
    `${typical(taken[name], "processor").toFixed(0)} ms`.padEnd(11),
    `${(typical(taken[name], "peak") / 1024).toFixed(0)} MiB`,
  ].join(" ");
}

function faults(users: number, taken: Taken): string[] {
  return (["apply", "observe"] as const).flatMap((name) => [
    ...(median(ratios(taken, name)) > MOST_TIMES ? [`time of ${name} at ${users}`] : []),
    ...(typical(taken[name], "peak") > typical(taken["xmlstarlet ed"], "peak")
      ? [`memory of ${name} at ${users}`]
      : []),
  ]);
}
