import { parseArgs } from "node:util";
import { shellWord } from "../../model/text/shellWord";
import { awsAccount } from "../../program/aws/account";
import { findServerRole } from "../../program/checks/findServerRole";
import { formatFaults } from "../../program/settings";
import { clearState } from "../pulumi/clearState";
import { stackSettings } from "../pulumi/stackSettings";
import { runCommand } from "../runCommand";
import { customerOfKit, kitFactsOf } from "./facts";
import { kitFiles } from "./files";
import { writeKit } from "./folder";
import { cutOffBy, docrootInUse, refuseToCutOff } from "./inUse";
import { templateAddress } from "./templateAddress";

const USAGE = `usage: npm run kit -- --stack NAME --out FOLDER [--template-url URL] [--cut-off]

Writes what a customer without Pulumi applies in the bucket account: a CloudFormation template, Terraform, a script for the
AWS CLI, the plain policies, and a page for their security team. Changes nothing in AWS; reads the server's role there.

  --stack NAME         the customer's stack
  --out FOLDER         new, empty, or a kit of the same stack; the external ID is in it, so give it to the customer alone
  --template-url URL   where you put cloudformation.yaml in S3, for a link that opens the console with it
  --cut-off            writes a kit that takes from the running docroot what it uses, too: transfers fail until the next \`up\`

exit code: 0 written, 1 refused, 2 wrong arguments, 130 interrupted.`;

/** What was asked for. */
interface Arguments {
  readonly stack: string;
  readonly out: string;
  readonly "template-url"?: string;
  readonly "cut-off"?: boolean;
}

async function main(
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

function wanted(args: string[]): Arguments | "help" | "too little" {
  const { values } = parseArgs({
    args,
    options: {
      stack: { type: "string", short: "s" },
      out: { type: "string" },
      "template-url": { type: "string" },
      "cut-off": { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  const { stack, out, help } = values;
  if (help) return "help";
  return stack && out ? { ...values, stack, out } : "too little";
}

const interrupted = "interrupted; nothing was written";

runCommand({ name: "kit", usage: USAGE, wanted, interrupted, run: main }).then((code) => {
  // Connections of AWS may linger; nothing is left to do.
  process.exit(code);
});
