import { command } from "../commandLine/command";
import { benchAgent } from "./agent";
import { benchDrift } from "./drift";
import { type Figure, figureTable } from "./figure";
import { benchPreview } from "./preview";
import { benchSessions } from "./sessions";

interface Bench {
  /** What it measures. */
  readonly measures: string;
  run(): Promise<Figure[]>;
}

/** Each measurement by its name on the command line. */
const BENCHES: Readonly<Record<string, Bench>> = {
  agent: { measures: "the program on the server, against xmlstarlet and in large files", run: benchAgent },
  preview: { measures: "a preview, against an empty program and the usual one", run: benchPreview },
  drift: { measures: "a drift check of many stacks, two side by side", run: benchDrift },
  ssh: { measures: "logins and round trips to a server far away", run: benchSessions },
};

/** `npm run bench`. */
export const bench = command({
  name: "bench",
  summary: "measures what it costs, as ratios of things that run side by side",
  about: "Without a name all of it, which takes about half an hour. docs/performance.md has what came out.",
  usage: ["[NAME ...]"],
  operands: Object.fromEntries(Object.entries(BENCHES).map(([name, { measures }]) => [name, measures])),
  options: {},
  examples: ["npm run bench", "npm run bench -- preview"],
  exits: { 0: "measured", 1: "it failed" },
  wanted(_, names) {
    const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
    if (unknown.length > 0)
      throw new Error(`expected ${Object.keys(BENCHES).join(", ")}, got ${unknown.join(", ")}`);
    return names.length > 0 ? names : Object.keys(BENCHES);
  },
  async run(names) {
    const figures: Figure[] = [];
    for (const name of names) {
      console.error(`bench: ${name} ...`);
      figures.push(...((await BENCHES[name]?.run()) ?? []));
    }
    console.log(
      "Medians of seven rounds, in each of which all of a kind run; ratios round by round, with their spread.",
    );
    console.log(figureTable(figures));
    return 0;
  },
});
