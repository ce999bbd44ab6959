import { command, WrongArguments } from "../../../commandLine/command";
import { allStacks } from "../../pulumi/stacks";
import { makeStack } from "../makeStack";
import { stackFor } from "./draftOf";
import { invitationIn, prepareAcceptance } from "./prepare";
import { accepted, opening } from "./words";

/** `npm run customer -- accept FILE`. */
export const accept = command({
  name: "customer accept",
  summary: "makes the bucket's side of a link from the operator's invitation",
  about:
    "Writes Pulumi.STACK.yaml with `aspera:side: bucket` from an invitation, its external ID encrypted, and makes the stack. For the " +
    "owner of the bucket, in a checkout and a backend of their own (docs/two-companies.md). Another version, and a partition, region " +
    "or account that is not yours, are refused; what fails leaves nothing behind. Nothing in AWS changes.",
  usage: ["FILE [options]"],
  operands: { FILE: "the invitation that the operator sent" },
  options: {
    stack: { word: "NAME", help: "the stack to make; default: the invitation's name of the role" },
    bucket: {
      word: "NAME",
      help: "another bucket than the invitation's; the operator must then change theirs, too",
    },
    prefix: { word: "FOLDER", help: "another folder, likewise" },
    profile: { word: "NAME", help: "profile of your account; default: the environment's credentials" },
    "assume-role": { word: "ARN", help: "role in your account for Pulumi, in place of a profile" },
    "secrets-provider": { word: "KEEPER", help: "as `pulumi stack init` takes it" },
  },
  examples: ["npm run customer -- accept acme-prod.invitation.json"],
  exits: { 0: "made", 1: "refused and nothing was made" },
  interrupted: "interrupted",
  wanted(values, [file, ...more]) {
    if (!file || more.length > 0)
      throw new WrongArguments(`expected one file, got ${file ? [file, ...more].join(" ") : "none"}`);
    return { ...values, file };
  },
  async run({ file, ...values }, signal) {
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
});
