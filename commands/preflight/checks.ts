import { found } from "../../model/findings/finding";
import { plainConnection } from "../../program/arguments/connectionArgs";
import { notVisibleFromHere } from "../../program/findings/access/notVisibleFromHere";
import { noAddress } from "../../program/findings/preflight/noAddress";
import { type Settings, spansTwoAccounts } from "../../program/settings";
import { CHECKS, identify } from "./account";
import { ASPERA_CHECKS, asperaChecks } from "./aspera";
import { bucketCheck } from "./bucket";
import type { Existing } from "./existing";
import { policyRoomCheck } from "./policyRoom";
import { profileCheck } from "./profile";
import { type CheckResult, note, skipped } from "./result";
import { bucketRoleCheck, type Held, serverRoleCheck } from "./roles";
import { sshCheck, sudoCheck } from "./server";

/** Every result in the order of the table, and what exists and would have to be imported. */
export interface Checked {
  readonly results: readonly CheckResult[];
  readonly toImport: readonly Existing[];
  /** Whether the import of those lacks a word of consent. */
  readonly lacksConsent: boolean;
}

/** The same of one account, or of the server. */
type Part = Omit<Checked, "lacksConsent"> & Partial<Checked>;

/** Looks at everything that `up` needs; what does not depend on each other is looked at side by side. */
export async function checkAll(settings: Settings, held: Promise<Held>): Promise<Checked> {
  const parts = await Promise.all([
    serverAccount(settings, held),
    bucketAccount(settings, held),
    server(settings),
  ]);
  return {
    results: parts.flatMap(({ results }) => results),
    toImport: parts.flatMap(({ toImport }) => toImport),
    lacksConsent: parts.some(({ lacksConsent = false }: Part) => lacksConsent),
  };
}

async function serverAccount(settings: Settings, held: Promise<Held>): Promise<Part> {
  if (settings.bucketSide) {
    const { serverAccount: account, serverRole } = settings;
    const what = `role ${serverRole.name}, and the server with its docroot,`;
    return notFromHere(CHECKS.serverAccount, { side: "bucket", account: account.id, what });
  }
  const { result, account } = await identify("serverAccount", settings.serverAccount);
  if (!account) {
    const rest = ["server role", "instance profile"].map((check) => skipped(check, CHECKS.serverAccount));
    return { results: [result, ...rest], toImport: [] };
  }
  const [roles, room, profile] = await Promise.all([
    held.then((holds) => serverRoleCheck(settings, account, holds)),
    policyRoomCheck(settings, account),
    profileCheck(settings, account),
  ]);
  // A role that is missing has no profile to attach either, and its name may be misspelt.
  const missing = !settings.serverRole.create && roles.result.state === "stop";
  const attached = missing ? skipped("instance profile", "server role") : profile;
  return { results: [result, roles.result, ...room, attached], toImport: roles.toImport };
}

async function bucketAccount(
  { side, customer, bucketSide, stack, serverAccount }: Settings,
  held: Promise<Held>,
): Promise<Part> {
  const part = bucketSide ?? (customer && spansTwoAccounts(customer) ? customer : undefined);
  if (!customer && !part) return { results: [], toImport: [] };
  if (customer && !part) {
    // The account is the server's, which has its own line.
    const { account } = await identify("serverAccount", serverAccount);
    const only = account
      ? bucketCheck(customer.bucket.name, serverAccount.region, account)
      : skipped("bucket", CHECKS.serverAccount);
    return { results: [await only], toImport: [] };
  }
  if (!part) return { results: [], toImport: [] };
  if (side === "server") {
    const what = `bucket ${part.bucket.name}, and role ${part.bucketRole.name} with its trust,`;
    return notFromHere(CHECKS.bucketAccount, { side, account: part.bucketAccount.id, what });
  }
  const { result, account } = await identify("bucketAccount", part.bucketAccount);
  if (!account) {
    const rest = ["bucket role", "bucket"].map((check) => skipped(check, CHECKS.bucketAccount));
    return { results: [result, ...rest], toImport: [] };
  }
  const [roles, bucket] = await Promise.all([
    held.then((holds) => bucketRoleCheck(part, stack, account, holds)),
    bucketCheck(part.bucket.name, serverAccount.region, account),
  ]);
  const { toImport, consent } = roles;
  const results = [result, roles.result, ...(consent ? [consent] : []), bucket];
  return { results, toImport, lacksConsent: consent?.state === "stop" };
}

/** An account of the other side: nothing of it is wrong, and nothing known. */
function notFromHere(check: string, facts: Parameters<typeof notVisibleFromHere.text>[0]): Part {
  return { results: [note(check, found(notVisibleFromHere, facts))], toImport: [] };
}

async function server({ customer, stack }: Settings): Promise<Part> {
  if (!customer) return { results: [], toImport: [] };
  if (customer.server.host === undefined) {
    return { results: [note("ssh", found(noAddress, {}))], toImport: [] };
  }
  const connection = plainConnection(customer);
  const ssh = await sshCheck(connection);
  if (ssh.state !== "ok") {
    const rest = ["sudo", ...ASPERA_CHECKS].map((check) => skipped(check, "ssh"));
    return { results: [ssh, ...rest], toImport: [] };
  }
  const [sudo, aspera] = await Promise.all([
    sudoCheck(connection),
    asperaChecks({ customer, connection, stack }),
  ]);
  return { results: [ssh, sudo, ...aspera], toImport: [] };
}
