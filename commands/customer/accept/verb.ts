import { parseArgs } from "node:util";
import { allStacks } from "../../pulumi/stacks";
import { makeStack } from "../makeStack";
import { type Verb, WrongArguments } from "../verb";
import { stackFor } from "./draftOf";
import { invitationIn, prepareAcceptance } from "./prepare";
import { accepted, opening } from "./words";

/** `npm run customer -- accept FILE`. */
export const accept: Verb = {
  summary: "makes the bucket's side of a link from the operator's invitation",
  operand: { word: "FILE", example: "acme-prod.invitation.json" },
  help: `usage: npm run customer -- accept FILE [options]

Writes Pulumi.STACK.yaml with \`aspera:side: bucket\` from an invitation, its external ID encrypted, and makes the stack. For
the owner of the bucket, in a checkout and a backend of their own (docs/two-companies.md). Another version, and a partition,
region or account that is not yours, are refused; what fails leaves nothing behind. Nothing in AWS changes.

  --stack NAME                 the stack to make; default: the invitation's name of the role
  --bucket NAME                another bucket than the invitation's; the operator must then change theirs, too
  --prefix FOLDER              another folder, likewise
  --profile NAME               profile of your account; default: the environment's credentials
  --assume-role ARN            role in your account for Pulumi, in place of a profile
  --secrets-provider KEEPER    as \`pulumi stack init\` takes it

example:
  npm run customer -- accept acme-prod.invitation.json

exit code: 0 made, 1 refused and nothing was made, 2 wrong arguments, 130 interrupted.`,
  async run(args, signal) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        stack: { type: "string" },
        bucket: { type: "string" },
        prefix: { type: "string" },
        profile: { type: "string" },
        "assume-role": { type: "string" },
        "secrets-provider": { type: "string" },
      },
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0)
      throw new WrongArguments(`expected one file, got ${file ? positionals.join(" ") : "none"}`);
    const { stack, bucket, prefix, profile, "assume-role": assumeRole } = values;
    const invitation = invitationIn(file);
    const acceptance = { stack: stack ?? stackFor(invitation), bucket, prefix, profile, assumeRole };
    const prepared = await prepareAcceptance(invitation, acceptance, await allStacks(signal));
    await makeStack(
      {
        stack: prepared.stack,
        comment: opening(invitation, prepared.side.bucket),
        draft: prepared.draft,
        externalId: invitation.externalId,
        secretsProvider: values["secrets-provider"],
      },
      () => {},
      signal,
    );
    console.log(accepted(file, prepared));
    return 0;
  },
};
