import { command } from "../../commandLine/command";
import { shellWord } from "../../model/text/shellWord";
import { awsAccount } from "../../program/aws/account";
import { findServerRole } from "../../program/checks/findServerRole";
import { formatFaults } from "../../program/settings";
import { clearState } from "../pulumi/clearState";
import { stackSettings } from "../pulumi/stackSettings";
import { customerOfKit, kitFactsOf } from "./facts";
import { kitFiles } from "./files";
import { writeKit } from "./folder";
import { cutOffBy, docrootInUse, refuseToCutOff } from "./inUse";
import { templateAddress } from "./templateAddress";

/** What was asked for. */
interface Arguments {
  readonly stack: string;
  readonly out: string;
  readonly "template-url"?: string;
  readonly "cut-off"?: boolean;
}

/** `npm run kit`. */
export const kit = command({
  name: "kit",
  summary: "writes what a customer without Pulumi applies in the bucket account",
  about:
    "A CloudFormation template, Terraform, a script for the AWS CLI, the plain policies, and a page for their security team. Changes " +
    "nothing in AWS; reads the server's role there.",
  usage: ["--stack NAME --out FOLDER [--template-url URL] [--cut-off]"],
  options: {
    stack: { short: "s", word: "NAME", help: "the customer's stack" },
    out: {
      word: "FOLDER",
      help: "new, empty, or a kit of the same stack; the external ID is in it, so give it to the customer alone",
    },
    "template-url": {
      word: "URL",
      help: "where you put cloudformation.yaml in S3, for a link that opens the console with it",
    },
    "cut-off": {
      help: "writes a kit that takes from the running docroot what it uses, too: transfers fail until the next `up`",
    },
  },
  examples: ["npm run kit -- --stack acme-prod --out acme-kit"],
  exits: { 0: "written", 1: "refused" },
  interrupted: "interrupted; nothing was written",
  wanted: ({ stack, out, ...others }): Arguments | "too little" =>
    stack && out ? { ...others, stack, out } : "too little",
  run: writeKitOf,
});

async function writeKitOf(
  { stack, out, "template-url": url, "cut-off": cutOff }: Arguments,
  signal: AbortSignal,
): Promise<number> {
  const templateUrl = url === undefined ? undefined : templateAddress(url);
  const { settings, faults } = await stackSettings(stack, { signal });
  if (!settings) {
    console.error(formatFaults(stack, faults));
    return 1;
  }
  const { externalId } = customerOfKit(settings);
  const account = awsAccount("serverAccount", settings.serverAccount);
  const facts = kitFactsOf(settings, await findServerRole(settings.serverRole.name, account));
  if (!cutOff) {
    const inUse = docrootInUse(await clearState(stack, signal));
    refuseToCutOff(cutOffBy(facts, externalId.reveal(), inUse));
  }
  signal.throwIfAborted();
  const files = kitFiles(facts, externalId.reveal(), templateUrl);
  writeKit(out, stack, files);
  const secret = files.filter((file) => file.secret).map(({ path }) => path);
  console.log(
    [
      `written: ${out}, for account ${facts.role.account}`,
      `the external ID is in ${secret.join(", ")}: hand the folder over so that nobody else reads it`,
      `next: the customer reads README.html, then runs sh aws-cli.sh check; after that, pulumi up --stack ${shellWord(stack)}`,
    ].join("\n"),
  );
  return 0;
}
