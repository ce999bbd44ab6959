import { addedByVendor } from "../../../model/access/s3Permissions";
import { daysUntilEnd, opensLater } from "../../../model/access/trustWindow";
import { docrootTexts } from "../../../model/docroot/docrootTexts";
import { defaultStorageHost, hostOf, leadsToS3Of } from "../../../model/docroot/storageHost";
import { type Found, found } from "../../../model/findings/finding";
import { bucketNameHasDot } from "../../findings/settings/bucketNameHasDot";
import { docrootHostElsewhere } from "../../findings/settings/docrootHostElsewhere";
import { externalIdGuessable } from "../../findings/settings/externalIdGuessable";
import { fullAccess } from "../../findings/settings/fullAccess";
import { hostKeyAwaited } from "../../findings/settings/hostKeyAwaited";
import { metadataVersionOne } from "../../findings/settings/metadataVersionOne";
import { noPrivateKeyNoAgent } from "../../findings/settings/noPrivateKeyNoAgent";
import { openToTheWorld } from "../../findings/settings/openToTheWorld";
import { previousExternalIds } from "../../findings/settings/previousExternalIds";
import { rsaHostKey } from "../../findings/settings/rsaHostKey";
import { sessionNameRequired } from "../../findings/settings/sessionNameRequired";
import { takeOverSet } from "../../findings/settings/takeOverSet";
import { transferUserIsAdministrator } from "../../findings/settings/transferUserIsAdministrator";
import { trustWindowEnds } from "../../findings/settings/trustWindowEnds";
import { trustWindowNotOpen } from "../../findings/settings/trustWindowNotOpen";
import { vendorRights } from "../../findings/settings/vendorRights";
import { whyGuessable } from "../schema/externalId";
import type { Values } from "../schema/keys";
import { servicesOpenToTheWorld } from "../schema/securityGroup";
import type { Connection } from "./connection";
import { awaitsHostKey } from "./hostKey";
import { sandboxPassphraseWarning } from "./sandboxPassphrase";

/** A trust window that ends sooner than this is warned about in every preview. */
const NOTICE_DAYS = 30;

/** What the warnings depend on besides the keys. */
export interface Surroundings {
  readonly stack: string;
  /** Whether an SSH agent is running; undefined skips the warning. */
  readonly sshAgent?: boolean;
  /** The current time; undefined skips what depends on it. */
  readonly now?: Date;
  /** This process's variables; undefined skips what depends on them. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** What is allowed yet unwise. It goes into logs, so it holds no secret. @param values that passed every check. */
export function warningsOf(values: Values, connection: Connection, surroundings: Surroundings): Found[] {
  return [
    ...guessableIdWarning(values, surroundings.stack),
    ...previousIdsWarning(values),
    ...bucketWarnings(values),
    ...sessionWarning(values),
    ...loginWarnings(values, connection, surroundings),
    ...trustWindowWarning(values, surroundings.now),
    ...launchWarnings(values, connection, surroundings.stack),
    ...hostKeyWarning(values, connection),
    ...(values.takeOver === undefined ? [] : [found(takeOverSet, {})]),
    ...sandboxPassphraseWarning(values, surroundings.stack, surroundings.environment ?? {}),
  ];
}

function guessableIdWarning(values: Values, stack: string): Found[] {
  const { externalId, bucket, bucketRole, transferUser, serverAccount, bucketAccount } = values;
  const known = [stack, bucket?.name, transferUser, bucketRole?.name, serverAccount?.id, bucketAccount?.id];
  const reason =
    externalId &&
    whyGuessable(
      externalId.reveal(),
      known.filter((name) => name !== undefined),
    );
  return reason === undefined ? [] : [found(externalIdGuessable, { reason })];
}

function previousIdsWarning({ previousExternalIds: ids }: Values): Found[] {
  return ids === undefined ? [] : [found(previousExternalIds, { count: ids.reveal().length })];
}

function bucketWarnings({ bucket, serverAccount, docrootTemplate, docrootHost }: Values): Found[] {
  if (!bucket || !serverAccount) return [];
  const { name, prefix } = bucket;
  const { region } = serverAccount;
  const storageHost = docrootHost ?? defaultStorageHost(region);
  const { uri } = docrootTexts({ bucket: name, prefix, template: docrootTemplate, storageHost });
  return [
    ...(name.includes(".") ? [found(bucketNameHasDot, { bucket: name })] : []),
    ...(leadsToS3Of(region, uri) ? [] : [found(docrootHostElsewhere, { host: hostOf(uri), region })]),
    ...(bucket.fullAccess ? [found(fullAccess, { bucket: name })] : []),
    ...(bucket.vendorRights
      ? [found(vendorRights, { bucket: name, added: addedByVendor(bucket.access) })]
      : []),
  ];
}

function sessionWarning({ sessionName, nodeApi }: Values): Found[] {
  return sessionName?.required && !nodeApi ? [found(sessionNameRequired, { name: sessionName.name })] : [];
}

function loginWarnings(values: Values, { hostKey, ssh }: Connection, { sshAgent }: Surroundings): Found[] {
  const { bucket, server, transferUser } = values;
  if (!server) return [];
  const logsIn = hostKey !== undefined && (bucket !== undefined || server.upgrade !== undefined);
  return [
    ...(transferUser === server.user ? [found(transferUserIsAdministrator, { user: transferUser })] : []),
    ...(logsIn && ssh?.from === "agent" && sshAgent === false ? [found(noPrivateKeyNoAgent, {})] : []),
  ];
}

function trustWindowWarning({ serverRole }: Values, now: Date | undefined): Found[] {
  const window = serverRole?.trustWindow;
  if (!window || !now) return [];
  const { notBefore, notAfter } = window;
  if (notBefore !== undefined && opensLater(window, now)) return [found(trustWindowNotOpen, { notBefore })];
  const days = daysUntilEnd(window, now);
  if (notAfter === undefined || days === undefined || days >= NOTICE_DAYS) return [];
  return [found(trustWindowEnds, { notAfter, days })];
}

function launchWarnings(values: Values, { hostKey }: Connection, stack: string): Found[] {
  const { instance, securityGroup } = values.server ?? {};
  const services = securityGroup ? servicesOpenToTheWorld(securityGroup) : [];
  return [
    ...(awaitsHostKey(values, hostKey) ? [found(hostKeyAwaited, { stack })] : []),
    ...(instance?.metadataOptions.httpTokens === "optional" ? [found(metadataVersionOne, {})] : []),
    ...(services.length > 0 ? [found(openToTheWorld, { services })] : []),
  ];
}

function hostKeyWarning({ server }: Values, { hostKey }: Connection): Found[] {
  return server && hostKey?.startsWith("ssh-rsa ") ? [found(rsaHostKey, { port: server.port })] : [];
}
