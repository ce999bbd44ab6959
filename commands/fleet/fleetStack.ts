import { policySize } from "../../model/access/policySize";
import { serverRightName } from "../../model/access/serverRight";
import { parseSettings } from "../../program/settings";
import { SIGNATURE } from "../../provider/protocol/secrets";
import { type CustomersOwn, customersOwn, isOtherEnd, objectIn } from "../customer/customersOwn";
import { EXTERNAL_ID } from "../customer/draft";
import type { OtherStack } from "../customer/otherStacks";
import { DOCROOT } from "../drift/resources";
import { ourText } from "../preflight/policyRoom";
import { settingsContext } from "../pulumi/stackSettings";
import type { Held } from "../pulumi/stacks";

/** One stack of the fleet: its settings, and what its state says of when it was last up. */
export interface FleetStack {
  readonly stack: string;
  /** To be compared, never to be shown: secrets are in it in clear. A server that the stack launched has its address here. */
  readonly own: CustomersOwn;
  /** The same without what the stack encrypts. */
  readonly shown: CustomersOwn;
  /** Outputs of the last `up`, secret ones as `[secret]`; empty for a stack that was never up. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Whether it makes the server's part of a customer's link. */
  readonly serves: boolean;
  /** How asperanoded takes up a docroot: the mode of `aspera:restart`. */
  readonly restart: string;
  /** Last day of Aspera's licence, as the server said when it was last seen; left out where it is not known. */
  readonly licenceUntil?: string;
  /** Characters of its policy on the server role; left out where it adds none, or where that is not known. */
  readonly rightSize?: number;
  /** Why its settings, or only its secrets or its state, could not be read. */
  readonly unread?: string;
}

/** @param state every resource that the stack holds. */
export function fleetStack(
  { stack, values, encrypted = [], unread }: OtherStack,
  state: readonly Held[],
): FleetStack {
  const ofStack = state.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
  const outputs = Object.fromEntries(Object.entries(ofStack).map(([name, value]) => [name, inClear(value)]));
  const { licenceUntil } = state.find(({ type }) => type === DOCROOT)?.outputs ?? {};
  const clear = Object.entries(values).filter(([key]) => key !== EXTERNAL_ID && !encrypted.includes(key));
  const own = launched(customersOwn(values), outputs);
  const serves = !isOtherEnd(own) && own.transferUser !== undefined;
  const rightSize = serves
    ? (sizeHeld(stack, state) ?? sizeToCome(stack, values, new Set(encrypted)))
    : undefined;
  return {
    stack,
    own,
    shown: launched(customersOwn(Object.fromEntries(clear)), outputs),
    outputs,
    serves,
    restart: restartMode(values["aspera:restart"]),
    ...(typeof licenceUntil === "string" && licenceUntil !== "" && { licenceUntil }),
    ...(rightSize !== undefined && { rightSize }),
    ...(unread !== undefined && { unread }),
  };
}

/** A server that a stack launches has its address and its id in the outputs of its last `up`. */
function launched(own: CustomersOwn, outputs: Readonly<Record<string, unknown>>): CustomersOwn {
  const { host = outputs.address, instanceId = outputs.instanceId } = own.server;
  return { ...own, server: { ...own.server, host, instanceId } };
}

/** The engine keeps a secret as an object with its mark. */
function inClear(value: unknown): unknown {
  return typeof value === "object" && value !== null && SIGNATURE in value ? "[secret]" : value;
}

/** The policy as the last `up` made it. */
function sizeHeld(stack: string, state: readonly Held[]): number | undefined {
  const name = serverRightName(shortName(stack));
  const policies = state.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
  const { policy } = policies.find(({ outputs }) => outputs?.name === name)?.outputs ?? {};
  return typeof policy === "string" ? policySize(policy) : undefined;
}

/** The policy as the next `up` makes it, where there is none yet. */
function sizeToCome(
  stack: string,
  values: Readonly<Record<string, string>>,
  encrypted: ReadonlySet<string>,
): number | undefined {
  const { settings } = parseSettings(values, settingsContext(shortName(stack), encrypted));
  return settings?.customer && policySize(ourText(settings.customer));
}

/** The name that the program knows: the backend may put organization and project before it. */
export function shortName(stack: string): string {
  return stack.split("/").at(-1) ?? stack;
}

/** The mode in a key's text, which is a word or an object. */
export function restartMode(text: string | undefined): string {
  if (text === undefined) return "restart";
  const { mode = text } = objectIn(text);
  return String(mode);
}
