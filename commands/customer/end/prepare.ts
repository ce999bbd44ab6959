import { roleArnIn } from "../../../model/aws/arn";
import { docrootTexts } from "../../../model/docroot/docrootTexts";
import { FindingError } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";
import { plainConnection } from "../../../program/arguments/connectionArgs";
import { docrootPlace } from "../../../program/arguments/docrootPlace";
import { awsAccount } from "../../../program/aws/account";
import type { AccountKey } from "../../../program/aws/credentials";
import { identityOf } from "../../../program/aws/identity";
import { roleNamed } from "../../../program/aws/role";
import { endedElsewhere } from "../../../program/findings/customer/endedElsewhere";
import { nobodyToEnd } from "../../../program/findings/customer/nobodyToEnd";
import { protectedResources } from "../../../program/findings/customer/protectedResources";
import { settingsAhead } from "../../../program/findings/customer/settingsAhead";
import { type Account, type Customer, type Settings, spansTwoAccounts } from "../../../program/settings";
import { customerKeys } from "../../../program/settings/checks/presence";
import { CHECKS } from "../../preflight/account";
import { exported } from "../../pulumi/stacks";
import { customerStack, refuseWith } from "../customerStack";
import { customerPart } from "./customerPart";
import type { Ending } from "./ending";

/** What was asked for. */
export interface Wanted {
  readonly stack: string;
  /** Leaves the bucket account as it is: nobody gets in there any more. So does a stack of the server's side. */
  readonly withoutBucketAccount: boolean;
}

/**
 * Reads everything that an end needs, and refuses before anything is changed.
 * @throws FindingError for a stack without a customer, settings that are not up, protected resources, and accounts that
 * cannot be entered.
 */
export async function prepare({ stack, withoutBucketAccount }: Wanted, signal: AbortSignal): Promise<Ending> {
  const { settings, values, outputs } = await customerStack(stack, signal, (side) => {
    if (side === "bucket") refuseWith(endedElsewhere, { stack });
  });
  const { customer } = settings;
  if (!customer) {
    if (values["aspera:bucket"] === undefined) refuseWith(nobodyToEnd, { stack });
    throw new Error(
      `expected stack ${stack} to name its server's host key, got none\n` +
        `hint: npm run host-key -- --stack ${shellWord(stack)}`,
    );
  }
  refuseSettingsAhead(stack, customer, outputs);
  const part = customerPart(await exported(stack, signal));
  const urns = part.resources.filter(({ protect }) => protect).map(({ urn }) => urn);
  if (urns.length > 0) refuseWith(protectedResources, { stack, urns });

  const server = await enter("serverAccount", settings.serverAccount);
  const bucket =
    spansTwoAccounts(customer) && entersBucketAccount(settings, withoutBucketAccount)
      ? await enter("bucketAccount", customer.bucketAccount, withoutIt(stack))
      : undefined;
  return {
    stack,
    settings,
    keys: customerKeys(ownKeys(values), settings.server?.upgrade !== undefined).map(
      (name) => `${NAMESPACE}${name}`,
    ),
    customer,
    connection: connectionOf(customer, outputs),
    serverRoleArn: await serverRoleArnOf(settings, server),
    accounts: { serverAccount: server, ...(bucket && { bucketAccount: bucket }) },
    part,
    signal,
  };
}

/** Whether an end goes into the bucket account: not where a person says so, nor from the server's side, which holds no credentials for it. */
export function entersBucketAccount(
  { side }: Pick<Settings, "side">,
  withoutBucketAccount: boolean,
): boolean {
  return side === "both" && !withoutBucketAccount;
}

const NAMESPACE = "aspera:";

/** The names of our keys in a stack's values, without the namespace. */
function ownKeys(values: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(values).flatMap((key) =>
    key.startsWith(NAMESPACE) ? [key.slice(NAMESPACE.length)] : [],
  );
}

/** What the last `up` left in the outputs is what is in use. A stack without outputs was never up, or is taken down. */
export function refuseSettingsAhead(
  stack: string,
  customer: Customer,
  outputs: Readonly<Record<string, unknown>>,
): void {
  const wanted = {
    transferUser: customer.transferUser,
    docroot: docrootTexts(docrootPlace(customer)).maskedUri,
  };
  for (const [output, value] of Object.entries(wanted)) {
    const isUp = outputs[output];
    if (typeof isUp === "string" && isUp !== value)
      refuseWith(settingsAhead, { stack, output, isUp, wanted: value });
  }
}

/** How the server is reached: a launched one where its stack says that it is. */
function connectionOf(customer: Customer, outputs: Readonly<Record<string, unknown>>) {
  const connection = plainConnection(customer);
  if (connection.host !== "") return connection;
  const { address, server = "" } = outputs;
  return { ...connection, host: String(address ?? String(server).replace(/:\d+$/, "")) };
}

/** What to do where the customer has thrown us out already. */
function withoutIt(stack: string): string {
  return `or, if nobody gets in there any more: npm run customer -- end ${shellWord(stack)} --without-bucket-account`;
}

/**
 * @param more what else can be done about it.
 * @throws FindingError when these are not the credentials of that account.
 */
async function enter(key: AccountKey, settings: Account, more?: string) {
  const account = awsAccount(key, settings);
  const identity = await identityOf(account);
  if (identity.wrong) {
    const { hint } = identity.wrong;
    throw new FindingError({ ...identity.wrong, hint: more === undefined ? hint : `${hint}\n${more}` });
  }
  return { account, identity: { account: CHECKS[key], id: settings.id, arn: identity.arn } };
}

/** As IAM has it, path and all; as the settings have it where IAM does not say. */
async function serverRoleArnOf(
  { serverRole, serverAccount }: Settings,
  { account }: Pick<Awaited<ReturnType<typeof enter>>, "account">,
): Promise<string> {
  const seen = await roleNamed(account, serverRole.name).catch(() => undefined);
  return seen?.arn || roleArnIn(serverAccount, serverRole);
}
