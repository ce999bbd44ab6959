import { roleArnIn } from "../../model/aws/arn";
import type { Settings } from "../../program/settings";
import type { Fingerprint } from "../fleet/findings";
import type { Gathered } from "./gather";
import { trustWords } from "./policies";

/** Who gets in where, a line each, without any secret; nothing of settings that do not parse. */
export function whoMayWhat(
  { settings, resources = [], fleet: { own } }: Gathered,
  fingerprint: Fingerprint,
): string[] {
  if (!settings) return [];
  const { serverAccount, serverRole, customer } = settings;
  const serverRoles = [roleArnIn(serverAccount, serverRole)];
  const externalIds = own.externalId === undefined ? [] : [own.externalId];
  return [
    ...loginsOf(settings),
    ...trustWords(resources, { serverRoles, externalIds }).map((words) =>
      own.externalId === undefined ? words : words.replaceAll("(ours)", fingerprint(own.externalId)),
    ),
    ...(customer?.bucketRole
      ? [
          `role \`${serverRole.name}\`: may assume \`${customer.bucketRole.name}\` in account ${customer.bucketAccount.id}; this stack gives it no other right`,
        ]
      : customer
        ? [
            `role \`${serverRole.name}\`: holds the rights on the bucket itself, since both are in one account`,
          ]
        : []),
  ];
}

/** How Pulumi gets on the server. */
function loginsOf({ server }: Settings): string[] {
  if (!server) return [];
  const { user, sudo, observer } = server;
  const looks = observer
    ? `looks at the server as \`${observer.user}\`, changes it`
    : "looks at the server and changes it";
  return [`Pulumi: ${looks} as \`${user}\`${sudo ? " with sudo" : ""}, over SSH with the host key pinned`];
}
