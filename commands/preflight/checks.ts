import { spansTwoAccounts } from "../../components/settings/procedure";
import type { Settings } from "../../components/settings/types";
import { identify } from "./account";
import { asperaChecks } from "./aspera";
import { bucketCheck } from "./bucket";
import type { Existing } from "./existing";
import { type Finding, note, skipped } from "./finding";
import { policyRoomCheck } from "./policyRoom";
import { profileCheck } from "./profile";
import { bucketRoleCheck, type Held, serverRoleCheck } from "./roles";
import { plainServer, sshCheck, sudoCheck } from "./server";

/** Every finding in the order of the table, and what exists and would have to be imported. */
export interface Checked {
  readonly findings: readonly Finding[];
  readonly toImport: readonly Existing[];
}

const NO_LOGIN = "the login to the account did not work";

/** Looks at everything that `up` needs; what does not depend on each other is looked at side by side. */
export async function checkAll(settings: Settings, held: Promise<Held>): Promise<Checked> {
  const parts = await Promise.all([
    serverAccount(settings, held),
    bucketAccount(settings, held),
    server(settings),
  ]);
  return {
    findings: parts.flatMap(({ findings }) => findings),
    toImport: parts.flatMap(({ toImport }) => toImport),
  };
}

async function serverAccount(settings: Settings, held: Promise<Held>): Promise<Checked> {
  const account = settings.serverAccount;
  const { finding, clients } = await identify("server account", "aspera:serverAccount", account);
  if (!clients) {
    const rest = ["server role", "instance profile"].map((check) => skipped(check, NO_LOGIN));
    return { findings: [finding, ...rest], toImport: [] };
  }
  const [roles, room, profile] = await Promise.all([
    held.then((holds) => serverRoleCheck(settings, clients.iam, holds)),
    policyRoomCheck(settings, clients.iam),
    profileCheck(settings, clients.ec2),
  ]);
  return { findings: [finding, roles.finding, ...room, profile], toImport: roles.toImport };
}

async function bucketAccount(
  { customer, stack, serverAccount }: Settings,
  held: Promise<Held>,
): Promise<Checked> {
  if (!customer) return { findings: [], toImport: [] };
  const { finding, clients } = await identify(
    "bucket account",
    "aspera:bucketAccount",
    customer.bucketAccount,
  );
  if (!spansTwoAccounts(customer)) {
    // The account is the server's, which has its own line.
    const only = clients
      ? bucketCheck(customer, serverAccount.region, clients.s3)
      : skipped("bucket", NO_LOGIN);
    return { findings: [await only], toImport: [] };
  }
  if (!clients) {
    const rest = ["bucket role", "bucket"].map((check) => skipped(check, NO_LOGIN));
    return { findings: [finding, ...rest], toImport: [] };
  }
  const [roles, bucket] = await Promise.all([
    held.then((holds) => bucketRoleCheck(customer, stack, clients.iam, holds)),
    bucketCheck(customer, serverAccount.region, clients.s3),
  ]);
  return { findings: [finding, roles.finding, bucket], toImport: roles.toImport };
}

async function server({ customer, stack }: Settings): Promise<Checked> {
  if (!customer) return { findings: [], toImport: [] };
  if (customer.server.host === undefined) {
    const later = note("ssh", "not looked at: `up` launches the server", "look again after that");
    return { findings: [later], toImport: [] };
  }
  const target = plainServer(customer);
  const ssh = await sshCheck(target);
  if (ssh.state !== "ok") {
    const checks = ["sudo", "aspera", "services", "transfer user", "docroot now"];
    return {
      findings: [ssh, ...checks.map((check) => skipped(check, "the server was not reached"))],
      toImport: [],
    };
  }
  const [sudo, aspera] = await Promise.all([sudoCheck(target), asperaChecks(customer, target, stack)]);
  return { findings: [ssh, sudo, ...aspera], toImport: [] };
}
