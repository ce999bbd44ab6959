import { benchAgent } from "./agent";
import { benchDrift } from "./drift";
import { type Figure, figureTable } from "./figure";
import { benchPreview } from "./preview";
import { benchSessions } from "./sessions";

/** Each measurement by its name on the command line. */
const BENCHES: Record<string, () => Promise<Figure[]>> = {
  agent: benchAgent,
  preview: benchPreview,
  drift: benchDrift,
  ssh: benchSessions,
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in BENCHES));

async function main(): Promise<void> {
  if (unknown.length > 0) {
    console.error(`bench: expected ${Object.keys(BENCHES).join(", ")}, got ${unknown.join(", ")}`);
    console.error("hint: npm run bench -- agent; without a name, all of them run");
    process.exitCode = 2;
    return;
  }
  const figures: Figure[] = [];
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
    console.error(`bench: ${name} ...`);
    figures.push(...((await BENCHES[name]?.()) ?? []));
  }
  console.log(
    "Medians of seven rounds, in each of which all of a kind run; ratios round by round, with their spread.",
  );
  console.log(figureTable(figures));
}

void main();
