import { placeOf } from "../../../model/ssh/connection";
import { bucketRoleArn } from "../../../program/arguments/bucketRoleArn";
import { docrootPlace } from "../../../program/arguments/docrootPlace";
import { askTheServer, askUntilDead } from "./askTheServer";
import { closeTheDocroot } from "./closeTheDocroot";
import { destroyPart } from "./destroyPart";
import type { Ending } from "./ending";
import type { Run } from "./evidence";
import type { Death } from "./linkDead";
import { lookOnceMore } from "./lookOnceMore";
import { type ServerAsked, seeTheLink, showItDead } from "./proofs";
import { revokeRoleSessions } from "./revokeRoleSessions";
import type { Step } from "./step";
import { takeRights } from "./takeRights";

/** The steps of an end, in their order: first what serves files, then what gives rights, then what is left of both. */
export function stepsOf(ending: Ending, now: () => Date): Step[] {
  const asked: ServerAsked = {
    once: () => askTheServer(ending),
    untilDead: () => askUntilDead(ending),
  };
  let death: Death | undefined;
  return [
    seeTheLink(ending, asked),
    closeTheDocroot(ending),
    takeRights(ending),
    revokeRoleSessions(ending, now),
    showItDead(ending, asked, (shown) => {
      death = shown;
    }),
    destroyPart(ending),
    lookOnceMore(ending, asked, () => death),
  ];
}

/** A run that has not begun. @param began ISO 8601. */
export function runOf(ending: Ending, began: string): Run {
  const { stack, customer, connection, accounts, serverRoleArn, part } = ending;
  const { transferUser, bucket } = customer;
  const bucketRole = bucketRoleArn(customer);
  const place = placeOf(connection);
  return {
    stack,
    began,
    customer: {
      transferUser,
      server: place,
      hostKey: connection.hostKey,
      bucket: bucket.name,
      prefix: bucket.prefix,
      serverRole: serverRoleArn,
      ...(bucketRole !== undefined && { bucketRole }),
    },
    identities: [accounts.serverAccount, accounts.bucketAccount].flatMap((one) => one?.identity ?? []),
    steps: [],
    removed: [],
    proofs: [],
    open: [],
    untouched: [
      `bucket ${bucket.name} and everything in it`,
      `transfer user ${transferUser} on ${place}: its login, its keys and its entry in aspera.conf, which leads nowhere`,
      ...(part.besideServer
        ? [`the server's part of stack ${stack}: its role, its instance profile, its instance`]
        : []),
    ],
  };
}

/** Texts that must not get into the evidence. */
export function secretsOf({ customer, connection }: Ending): string[] {
  const { externalId = "" } = docrootPlace(customer);
  const ids = [externalId, ...(customer.previousExternalIds?.reveal() ?? [])];
  const { privateKey = "", privateKeyPassphrase = "" } = connection;
  return [...ids, ...ids.map(encodeURIComponent), privateKey, privateKeyPassphrase].filter(
    (text) => text !== "",
  );
}
