import { messageOf } from "../../../model/findings/finding";
import type { Invitation } from "../../../model/invitation/invitation";
import { shellWord } from "../../../model/text/shellWord";
import type { BucketSide } from "../../../program/settings";
import { settingsFile } from "../newStack";
import type { Accepted } from "./prepare";

type Place = Pick<BucketSide["bucket"], "name" | "prefix">;

/** Bucket and folder. */
function placeOf({ name, prefix }: Place): string {
  return `${name}/${prefix}`;
}

/** Whether both sides still mean the same place. */
function isAgreed({ bucket }: Invitation, accepted: Place): boolean {
  return placeOf(bucket) === placeOf(accepted);
}

/** What the settings file of the bucket's side begins with. A place of one's own is remembered there. */
export function opening(invitation: Invitation, accepted: Place): string[] {
  const { serverAccount, bucket } = invitation;
  return [
    `The bucket's side of a link to the Aspera server of account ${serverAccount}, as invited. docs/settings.md has every key.`,
    ...(isAgreed(invitation, accepted)
      ? []
      : [`The invitation said ${placeOf(bucket)}: the operator's settings must say what stands here.`]),
  ];
}

/** What a person reads after they have accepted. The external ID is not in it. */
export function accepted(
  file: string,
  { stack, invitation, side, warnings, identity, open }: Accepted,
): string {
  const { bucketAccount, bucketRole, bucket } = side;
  const word = shellWord(stack);
  const rights = bucket.fullAccess ? "full access" : bucket.access.join(", ");
  return [
    ...warnings.map((warning) => `warning: ${messageOf(warning)}`),
    ...(open ? [`warning: ${messageOf(open)}`] : []),
    `made: stack ${stack} and ${settingsFile(stack)}; the external ID is stored encrypted there, so delete ${file}`,
    identity === undefined
      ? `account ${bucketAccount.id} was not compared with any credentials; pulumi refuses those of another one`
      : `account ${bucketAccount.id} is that of your credentials, ${identity}`,
    "",
    "next:",
    `  1. pulumi preview --stack ${word}   shows role ${bucketRole.name}: it lets ${invitation.serverRole.arn} alone into`,
    `     ${placeOf(bucket)}, with ${rights}`,
    `  2. pulumi up --stack ${word}`,
    "",
    isAgreed(invitation, bucket)
      ? "Nothing has to be sent back: the server sees that the role is there."
      : disagreement(invitation, bucket),
  ].join("\n");
}

/** The server uses what its own settings say, and sees nobody else's: until both say the same, it is refused. */
function disagreement({ bucket: invited, serverAccount }: Invitation, bucket: Place): string {
  const set = (key: "name" | "prefix") =>
    invited[key] === bucket[key]
      ? []
      : [`  pulumi config set --path aspera:bucket.${key} ${shellWord(bucket[key])} --stack STACK`];
  return [
    `Send this back: you took ${placeOf(bucket)}, the invitation says ${placeOf(invited)}, and the server is refused until its`,
    `operator (account ${serverAccount}) says the same:`,
    ...set("name"),
    ...set("prefix"),
    "Or have them send an invitation to that place, and accept it in place of this one.",
  ].join("\n");
}
