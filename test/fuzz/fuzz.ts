import { randomInt } from "node:crypto";
import { command } from "../../commandLine/command";
import { encodeValue } from "../../provider/agent/request";
import { Fixture } from "../provider/agent/fixture";
import { Pieces, scannerAlone } from "../provider/agent/pieces";
import { Dice, damaged, generate, text } from "./files";

const LONGEST = 2000;
/** One case in so many runs the whole agent as a process against a fixture tree. */
const WHOLE_AGENT_EVERY = 100;

const xml = (plain: string) => plain.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** A docroot as apply takes it: AS_NULL alone is refused with the request. */
const wanted = (dice: Dice, most: number) => text(dice, most).replace(/^AS_NULL$/, "/x");

class Fuzz {
  failures = 0;
  private pieces = new Pieces();
  /** Goes through every file tag by tag: what the patterns of plain elements must agree with. */
  private readonly scanner = new Pieces(scannerAlone);
  constructor(private readonly seed: number) {}

  private fail(number: number, what: string): void {
    this.failures++;
    if (this.failures <= 20) console.log(`failure in case ${number} (--seed ${this.seed}): ${what}`);
  }

  /** Asks within the time limit; a hang costs the process and counts as a failure. */
  private async ask(number: number, what: string, ...args: (string | Buffer)[]): Promise<Buffer[]> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Buffer[]>((resolve) => {
      timer = setTimeout(() => resolve([Buffer.from("late")]), LONGEST);
    });
    const said = await Promise.race([this.pieces.ask(what, ...args), late]);
    clearTimeout(timer);
    const kind = String(said[0]);
    if (kind === "late" || kind === "died") {
      this.pieces.kill();
      this.pieces = new Pieces();
    }
    if (["late", "died", "crashed"].includes(kind)) this.fail(number, `${what}: ${kind} ${said[1] ?? ""}`);
    else if (what === "edit" || what === "docroots") {
      const alone = await this.scanner.ask(what, ...args);
      if (said.join() !== alone.join()) this.fail(number, `${what}: not as the scanner alone reads it`);
    }
    return said;
  }

  /** A well-formed file: exactly the value changes, all other users read the same, and the undo gives the old bytes. */
  private async edit(number: number, dice: Dice): Promise<void> {
    const { head, value, tail, plain } = generate(dice);
    const docroot = wanted(dice, 10);
    const file = head + value + tail;
    const said = (await this.ask(number, "edit", file, "acme", docroot)).map(String);
    const seen = plain.trim() === "" || plain.trim() === "AS_NULL" ? "" : plain;
    if (said[0] !== "edited") return this.fail(number, `refused a good file: ${said[1]}`);
    if (said[1] !== head + xml(docroot) + tail)
      this.fail(number, "another byte than the value's has changed");
    if (said[2] !== seen) this.fail(number, "the docroot was read wrongly");
    if (said[3] !== "good" || said[4] !== file) this.fail(number, "read-back or undo differ");
  }

  /** A damaged file: refused, or edited so that all other users keep their docroots and ours reads back. */
  private async damage(number: number, dice: Dice): Promise<void> {
    const { head, value, tail } = generate(dice);
    const file = damaged(dice, Buffer.from(head + value + tail));
    const docroot = wanted(dice, 6);
    const [kind, after, , good, back] = await this.ask(number, "edit", file, "acme", docroot);
    if (String(kind) !== "edited") return;
    if (String(good) !== "good") return this.fail(number, "does not read back");
    if (!back?.equals(file)) this.fail(number, "the undo differs");
    const others = async (bytes: Buffer) => {
      const said = (await this.ask(number, "docroots", bytes)).map((part) => part.toString("latin1"));
      const all: string[] = [];
      for (let i = 1; i + 1 < said.length; i += 2)
        if (said[i] !== "acme") all.push(`${said[i]}=${said[i + 1]?.replace(/ at [\d:, ]+/, "")}`);
      return all.join("\n");
    };
    if ((await others(file)) !== (await others(after as Buffer)))
      this.fail(number, "another user's docroot has changed");
  }

  /** A request, half of them damaged: read exactly or refused. */
  private async request(number: number, dice: Dice): Promise<void> {
    const docroot = text(dice, 12);
    const lines = `protocol 1\nmode ${dice.one(["apply", "observe", "close"])}\nuser ${encodeValue(text(dice, 3))}\ndocroot ${encodeValue(docroot)}\n`;
    const bytes = dice.chance(50) ? Buffer.from(lines) : damaged(dice, Buffer.from(lines));
    const said = (await this.ask(number, "request", bytes)).map(String);
    const at = said.indexOf("docroot");
    if (said[0] === "request" && bytes.equals(Buffer.from(lines)) && said[at + 1] !== docroot)
      this.fail(number, "docroot read wrongly");
  }

  /** The whole agent on a damaged or sound file: changes acme's docroot, or nothing. */
  private async whole(number: number, dice: Dice): Promise<void> {
    const { head, value, tail } = generate(dice);
    const sound = Buffer.from(head + value + tail);
    const file = dice.chance(50) ? sound : damaged(dice, sound);
    const fixture = new Fixture(file);
    try {
      const docroot = "s3://s3.amazonaws.com/acme-media/?a=1&b=2";
      const begin = Date.now();
      const seen = /"fingerprint":"(\w+)"/.exec(
        (await fixture.run({ ...fixture.request(), mode: "observe" } as never)).stdout,
      )?.[1];
      const done = await fixture.run(
        fixture.request({ docroot, expect: seen ?? "none", createEntry: dice.chance(50) }),
      );
      if (Date.now() - begin > 3 * LONGEST) this.fail(number, "the whole agent took too long");
      const after = Buffer.from(fixture.text(), "latin1");
      if (/agent itself failed/.test(done.stderr)) this.fail(number, done.stderr);
      if (done.code !== 0 && !after.equals(file)) this.fail(number, "failed and left another file");
      if (done.code === 0 && file === sound && !after.equals(Buffer.from(head + xml(docroot) + tail)))
        this.fail(number, "another byte than the value's has changed");
    } finally {
      fixture.dispose();
    }
  }

  async run(count: number): Promise<void> {
    for (let number = 1; number <= count; number++) {
      const dice = new Dice(this.seed * 1_000_003 + number);
      if (number % WHOLE_AGENT_EVERY === 0) await this.whole(number, dice);
      else await [this.edit, this.damage, this.request][number % 3]?.call(this, number, dice);
    }
    this.pieces.stop();
    this.scanner.stop();
  }
}

/** `npm run fuzz`. */
export const fuzz = command({
  name: "fuzz",
  summary: "has the agent read and edit generated and damaged files, and read requests",
  about: "A case that takes over 2 s counts as a failure. Prints seed, cases and failures.",
  usage: ["[--count N] [--seed N]"],
  options: {
    count: { word: "N", help: "how many cases; default: 1000" },
    seed: { word: "N", help: "the same cases as another run; default: a new one" },
  },
  examples: ["npm run fuzz -- --count 10000", "npm run fuzz -- --count 10000 --seed 1"],
  exits: { 0: "no failure", 1: "a failure" },
  wanted: ({ count = "1000", seed = String(randomInt(1, 2 ** 31)) }) => ({
    count: whole("count", count),
    seed: whole("seed", seed),
  }),
  async run({ count, seed }) {
    const begin = Date.now();
    const one = new Fuzz(seed);
    await one.run(count);
    const took = ((Date.now() - begin) / 1000).toFixed(1);
    console.log(`seed ${seed}, ${count} cases, ${one.failures} failures, ${took} s`);
    return one.failures === 0 ? 0 : 1;
  },
});

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new Error(`expected a whole number after --${name}, got ${text}`);
  return value;
}
