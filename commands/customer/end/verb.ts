import { command, WrongArguments } from "../../../commandLine/command";
import { askAtTerminal } from "../ask";
import { oneStack } from "../oneStack";
import { runOf, secretsOf, stepsOf } from "./endCustomer";
import { evidenceOf, type Run } from "./evidence";
import { prepare } from "./prepare";
import { runSteps } from "./runSteps";
import { closing, opening } from "./words";
import { evidencePlace, writeEvidence } from "./writeEvidence";

/** Ended, and something of it is open. */
const OPEN = 3;
const INTERRUPTED = 130;

/** `npm run customer -- end STACK`. */
export const end = command({
  name: "customer end",
  summary: "takes a customer's link down, shows that it is dead, and keeps the evidence",
  about:
    "Closes the customer's docroot, takes its rights away, revokes live sessions of its role, has the server show that the link is " +
    "dead, and has Pulumi destroy what the stack holds of it. A server that the stack makes stays, and so does the bucket. Says what " +
    "each step will do and asks. Can be run again after a stop at any step: it looks first (docs/ending.md).",
  usage: ["STACK [--yes] [--evidence FOLDER] [--without-bucket-account]"],
  operands: { STACK: "the customer's stack" },
  options: {
    yes: { short: "y", help: "does not ask" },
    evidence: {
      word: "FOLDER",
      help: "where the evidence goes, a Markdown page and a JSON document without secrets; default: evidence",
    },
    "without-bucket-account": {
      help: "leaves the customer's account as it is: nobody gets in there any more",
    },
  },
  examples: [
    "npm run customer -- end acme-prod",
    "npm run customer -- end acme-prod --yes --evidence /srv/evidence",
  ],
  exits: {
    0: "ended and shown",
    1: "refused or stopped on the way",
    3: "ended with something open (the evidence says what)",
  },
  interrupted: "interrupted",
  wanted: ({ yes = false, evidence = "evidence", "without-bucket-account": without = false }, operands) => ({
    stack: oneStack(operands),
    yes,
    folder: evidence,
    withoutBucketAccount: without,
  }),
  async run({ stack, yes, folder, withoutBucketAccount }, signal) {
    if (!yes && !process.stdin.isTTY) throw new WrongArguments("expected a terminal to ask at, or --yes");
    const ending = await prepare({ stack, withoutBucketAccount }, signal);
    const now = () => new Date();
    const began = now();
    const place = evidencePlace(folder, stack, began);
    const secrets = secretsOf(ending);
    const keep = (run: Run) => {
      const evidence = evidenceOf(run, now().toISOString(), secrets);
      writeEvidence(folder, place, evidence);
      return evidence;
    };

    const first = runOf(ending, began.toISOString());
    const say = (line: string) =>
      console.log(secrets.reduce((text, one) => text.replaceAll(one, "(secret)"), line));
    say(`${opening(first)}\nevidence: ${place.markdown}, and the same as .json\n`);
    const agrees = yes ? async () => true : (question: string) => askAtTerminal(question, signal);
    const run = await runSteps(first, stepsOf(ending, now), { say, agrees, now, keep, signal });
    const evidence = keep(run);
    const { keys, part } = ending;
    say(`\n${closing(evidence, { besideServer: part.besideServer, customerKeys: keys })}`);
    say(`evidence: ${place.markdown}`);
    if (signal.aborted) return INTERRUPTED;
    return { ended: 0, "ended, see open": OPEN, stopped: 1 }[evidence.outcome];
  },
});
