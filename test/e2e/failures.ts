import { chmodSync, existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DeleteUserPolicyCommand, PutUserPolicyCommand } from "@aws-sdk/client-iam";
import { CAST, DEPLOYER } from "../../sandbox/accounts/cast";
import { clientsFor, rootKeys } from "../../sandbox/accounts/clients";
import { BREAKAGES, type World } from "../../sandbox/breakage";
import { layout } from "../../sandbox/server/layout";
import type { TestSandbox } from "./sandbox";

/** Where an `up` can be made to fail: in the order in which it gets there. */
export type Point = "before the trust" | "at the proof" | "at the switch" | "at the restart";

/** Makes every `up` fail at this point. @returns what takes that back. */
export async function failing(point: Point, { sandbox }: TestSandbox): Promise<() => Promise<void>> {
  const { root, aspera } = layout(sandbox.home);
  switch (point) {
    case "before the trust":
      return iamRefuses(sandbox.accountsEndpoint);
    case "at the proof": {
      const { unreachable } = BREAKAGES;
      const world = { home: sandbox.home } as World;
      await unreachable?.break(world);
      return async () => void (await unreachable?.heal(world, {}));
    }
    case "at the switch":
      return replaced(join(aspera, "bin/asuserdata"), "echo 'asuserdata: no licence' >&2; exit 1");
    case "at the restart": {
      const systemctl = join(root, "bin/systemctl");
      const verb = 'case " $* " in *" restart "*) echo "systemctl: cannot restart" >&2; exit 1 ;; esac';
      return replaced(systemctl, `${verb}\nexec '${systemctl}.real' "$@"`);
    }
  }
}

/** The deployer of no account may change a role any more. */
async function iamRefuses(endpoint: string): Promise<() => Promise<void>> {
  const policy = { UserName: DEPLOYER, PolicyName: "not-today" };
  const each = async (send: (iam: ReturnType<typeof clientsFor>["iam"]) => Promise<unknown>) => {
    for (const { id } of CAST) {
      const clients = clientsFor(endpoint, rootKeys(id));
      await send(clients.iam);
      clients.destroy();
    }
  };
  const Action = ["iam:CreateRole", "iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy"];
  const PolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action, Resource: "*" }],
  });
  await each((iam) => iam.send(new PutUserPolicyCommand({ ...policy, PolicyDocument })));
  return () => each((iam) => iam.send(new DeleteUserPolicyCommand(policy)));
}

function replaced(program: string, lines: string): () => Promise<void> {
  if (existsSync(`${program}.real`)) throw new Error(`${program} is replaced already`);
  renameSync(program, `${program}.real`);
  writeFileSync(program, `#!/bin/sh\n${lines}\n`);
  chmodSync(program, 0o755);
  return async () => renameSync(`${program}.real`, program);
}
