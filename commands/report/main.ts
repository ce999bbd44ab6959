import { join } from "node:path";
import { driftDocument, exitCode } from "../drift/document";
import { Progress } from "../drift/progress";
import { packConfigOf } from "../policy/packConfigFile";
import { allStacks } from "../pulumi/stacks";
import { runCommand } from "../runCommand";
import { type ReportArguments, reportArguments, USAGE } from "./arguments";
import { defaultKeyFile, fingerprintKey } from "./fingerprintKey";
import { gather } from "./gather";
import { reportOf } from "./reportOf";
import { writeReport } from "./writeReport";

async function main(
  { stacks, all, out, config, keyFile }: ReportArguments,
  signal: AbortSignal,
): Promise<number> {
  const exceptions = packConfigOf(config);
  const fingerprint = fingerprintKey(keyFile ?? defaultKeyFile());
  const names = all ? await allStacks(signal) : stacks;
  if (names.length === 0) throw new Error("expected a stack in the backend, found none");
  const progress = new Progress(names);
  const onProgress = (stack: string, what: string) => progress.say(stack, what);
  const gathered = await gather(names, { onProgress, signal }).finally(() => progress.end());
  writeReport(out, reportOf(gathered, { now: new Date(), fingerprint, config: exceptions }));
  const document = driftDocument(gathered.map(({ check }) => check));
  console.log(
    `${join(out, "index.html")}: ${names.length} ${names.length === 1 ? "stack" : "stacks"}, ${document.verdict}`,
  );
  return exitCode(document);
}

const interrupted = "interrupted; nothing was changed, and no report was written";

runCommand({ name: "report", usage: USAGE, wanted: reportArguments, interrupted, run: main }).then((code) => {
  process.exitCode = code;
});
