import type { Held } from "../../../../commands/pulumi/stacks";

/** A URN of stack acme-prod. */
export const urn = (type: string, name: string) => `urn:pulumi:acme-prod::aspera::${type}::${name}`;

const provider = (name: string) => `${urn("pulumi:providers:aws", name)}::id`;
const SERVER = "server-account-111122223333";
const BUCKET = "bucket-account-444455556666";

/** What a stack that is up holds, as far as it is looked at. */
export function held({
  besideServer,
  formerOpen = "none",
}: {
  readonly besideServer: boolean;
  readonly formerOpen?: string;
}): Held[] {
  const stack = urn("pulumi:pulumi:Stack", "aspera-acme-prod");
  const one = (type: string, name: string, parent: string, more: Partial<Held> = {}): Held => ({
    urn: urn(type, name),
    type,
    parent,
    ...more,
  });
  const link = one("aspera:components:AsperaLink", "customer", stack);
  const handover = one("aspera:index:Handover", "customer-handover", link.urn, { id: "acme@aspera" });
  const role = one("aspera:components:BucketRole", "customer-bucket", link.urn);
  const right = one("aspera:components:ServerRight", "customer-server-right", link.urn);
  const server = one("aspera:components:ServerRole", "server", stack);
  const serverRole = { id: "aspera-server", provider: provider(SERVER), protect: true };
  return [
    { urn: stack, type: "pulumi:pulumi:Stack" },
    one("pulumi:providers:aws", SERVER, stack, { id: "id" }),
    one("pulumi:providers:aws", BUCKET, stack, { id: "id" }),
    ...(besideServer
      ? [
          server,
          one("aws:iam/role:Role", "server-role", server.urn, serverRole),
          one("aws:iam/instanceProfile:InstanceProfile", "server-profile", server.urn, serverRole),
        ]
      : []),
    link,
    handover,
    role,
    one("aws:iam/role:Role", "customer-bucket-role", role.urn, {
      id: "aspera-acme",
      provider: provider(BUCKET),
      dependencies: [handover.urn],
    }),
    one("aws:iam/rolePolicy:RolePolicy", "customer-bucket-s3", role.urn, {
      id: "aspera-acme:aspera-s3",
      provider: provider(BUCKET),
    }),
    right,
    one("aws:iam/rolePolicy:RolePolicy", "customer-server-right-policy", right.urn, {
      id: "aspera-server:aspera-acme-prod",
      provider: provider(SERVER),
    }),
    one("aspera:index:FormerDocroots", "customer-docroot-former", link.urn, {
      id: "former-docroots",
      outputs: { open: formerOpen },
    }),
  ];
}
