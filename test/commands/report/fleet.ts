import { type CheckRuns, interpret } from "../../../commands/drift/interpret";
import { fingerprinting } from "../../../commands/fleet/findings";
import { fleetStack } from "../../../commands/fleet/fleetStack";
import { resourcesOf } from "../../../commands/policy/state";
import type { PastRun } from "../../../commands/pulumi/stackHistory";
import type { Gathered } from "../../../commands/report/gather";
import { type Making, reportOf } from "../../../commands/report/reportOf";
import { assumeRight } from "../../../model/access/assumeRight";
import { type S3Access, s3Permissions } from "../../../model/access/s3Permissions";
import { bucketRoleTrust } from "../../../model/access/trustPolicy";
import { SIGNATURE } from "../../../provider/protocol/secrets";
import { CUSTOMER, EXTERNAL_ID, PRIVATE_KEY, settingsWith } from "../../program/settings/stack";
import { captured, type FIXTURES } from "../drift/fixtures";
import { GLOBEX, OUTPUTS, settings, state } from "../fleet/fleet";

export const NOW = new Date("2026-11-26T18:30:00Z");

/** The engine's mark of a secret, and the same with its text in clear, as an export has it. */
const clear = (value: unknown) => ({
  [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

/** A state as `pulumi stack export --show-secrets` writes it. */
export function exported(
  stack: string,
  role: string,
  account: string,
  bucket: string,
  externalId: string,
): string {
  const trust = bucketRoleTrust({
    serverRoles: [{ arn: "arn:aws:iam::111122223333:role/aspera-server", uniqueId: "AROAEXAMPLESERVERROLE" }],
    externalIds: [externalId],
  });
  const s3: S3Access = {
    partition: "aws",
    bucketAccount: account,
    bucket,
    prefix: "incoming/",
    access: ["upload", "download", "browse", "delete"],
  };
  const COMPONENTS = "aspera:components:AsperaLink$aspera:components:";
  const held = (types: string, name: string, inputs: object, arn?: string) => ({
    urn: `urn:pulumi:${stack}::aspera::${types}::${name}`,
    type: types.split("$").at(-1),
    inputs,
    outputs: arn === undefined ? {} : { arn },
  });
  const provider = (id: string) => ({
    urn: `urn:pulumi:${stack}::aspera::pulumi:providers:aws::${id}`,
    type: "pulumi:providers:aws",
    inputs: { allowedAccountIds: JSON.stringify([id]) },
  });
  const of = (id: string, resource: object) => ({ ...resource, provider: `${provider(id).urn}::${id}` });
  const resources = [
    provider("111122223333"),
    provider(account),
    held(
      `${COMPONENTS}BucketRole$aws:iam/role:Role`,
      `customer-bucket-${role}`,
      { name: role, assumeRolePolicy: clear(JSON.stringify(trust)), maxSessionDuration: 3600 },
      `arn:aws:iam::${account}:role/${role}`,
    ),
    of(
      account,
      held(`${COMPONENTS}BucketRole$aws:iam/rolePolicy:RolePolicy`, `customer-bucket-${role}-s3`, {
        name: "aspera-s3",
        role,
        policy: JSON.stringify(s3Permissions(s3)),
      }),
    ),
    of(
      "111122223333",
      held(`${COMPONENTS}ServerRight$aws:iam/rolePolicy:RolePolicy`, "customer-server-right-policy", {
        name: `aspera-${stack}`,
        role: "aspera-server",
        policy: JSON.stringify(assumeRight(`arn:aws:iam::${account}:role/${role}`)),
      }),
    ),
    held(`${COMPONENTS}Docroot$command:remote:Command`, "customer-docroot-apply", {
      connection: clear({ host: "aspera.example.com", hostKey: "ssh-ed25519 AAAA", privateKey: PRIVATE_KEY }),
      create: "sudo -n perl -",
    }),
  ];
  return JSON.stringify({ deployment: { resources } });
}

/** An `up` with an external ID. */
export const upWith = (value: string, startTime: string): PastRun => ({
  kind: "update",
  startTime,
  config: { "aspera:externalId": { value, secret: true } },
});

/** A recorded check, as if it were of a customer with another role. */
function recorded(name: (typeof FIXTURES)[number], role: string): CheckRuns {
  const runs = captured(name);
  return JSON.parse(JSON.stringify(runs).replaceAll("aspera-acme", role)) as CheckRuns;
}

/** What was gathered of a stack, whose check is a recorded one. */
export function gathered(
  stack: string,
  { changes = {}, run = "clean" as (typeof FIXTURES)[number] } = {},
): Gathered {
  const { bucketRole, bucketAccount, bucket, externalId } = { ...CUSTOMER, ...changes } as typeof CUSTOMER;
  const { name: role } = (bucketRole ?? { name: "aspera-acme" }) as { readonly name: string };
  const { id: account } = (bucketAccount ?? CUSTOMER.serverAccount) as { readonly id: string };
  const { name: bucketName } = (bucket ?? CUSTOMER.bucket) as { readonly name: string };
  const id = String(externalId ?? EXTERNAL_ID);
  const outputs = { ...OUTPUTS, docroot: OUTPUTS.docroot.replace("acme-media", bucketName) };
  return {
    fleet: fleetStack(settings(stack, changes), state(stack, { outputs })),
    settings: settingsWith(changes, { stack }),
    resources: resourcesOf(exported(stack, role, account, bucketName, id)),
    history: [upWith(id, "2026-08-01T09:00:00.000Z"), upWith("former", "2026-03-01T09:00:00.000Z")],
    check: interpret(stack, recorded(run, role), 4.2),
    checkedAt: "2026-11-26T18:29:30.000Z",
    secrets: [EXTERNAL_ID, GLOBEX.externalId, PRIVATE_KEY],
  };
}

export const MAKING: Making = {
  now: NOW,
  fingerprint: { of: fingerprinting(Buffer.alloc(32, 7)), keyName: "0a1b2c3d" },
  config: { levels: {}, exceptions: [] },
};

/** A fleet of three: one well, one with things broken, one whose server was not reached. */
export function report() {
  const initech = {
    ...GLOBEX,
    transferUser: "initech",
    externalId: "0b6f4c57-2d7e-4b6b-8f38-6a1a5f0f7e11",
    bucketAccount: { id: "555566667777", region: "us-east-1", profile: "initech" },
    bucketRole: { name: "aspera-initech" },
    bucket: { name: "initech-media", prefix: "incoming/" },
  };
  return reportOf(
    [
      gathered("acme-prod"),
      gathered("globex-prod", {
        changes: { ...GLOBEX, bucket: { name: "globex-media", prefix: "incoming/" } },
        run: "access",
      }),
      gathered("initech-prod", { changes: initech, run: "unreachable" }),
    ],
    MAKING,
  );
}
