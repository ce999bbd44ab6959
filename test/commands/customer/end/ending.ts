import { customerPart } from "../../../../commands/customer/end/customerPart";
import type { Ending } from "../../../../commands/customer/end/ending";
import type { AwsAccount } from "../../../../program/aws/account";
import { type Answers, account } from "../../../mocks/account";
import { settingsWith } from "../../../program/settings/stack";
import { CONNECTION } from "../../../provider/connection";
import { held } from "./held";

/** What is different from an end of acme-prod whose stack makes no server. */
export interface Differences {
  /** Changed settings; objects stand for their JSON text. */
  readonly settings?: Record<string, unknown>;
  readonly held?: Parameters<typeof held>[0];
  /** What AWS answers in both accounts. */
  readonly answers?: Answers;
  /** False where nobody gets into the bucket account. */
  readonly bucketAccount?: boolean;
  readonly connection?: Partial<Ending["connection"]>;
}

/** An end of customer acme, with AWS played. */
export function endingOf(differences: Differences = {}): Ending {
  const settings = settingsWith(differences.settings);
  const { customer } = settings;
  if (!customer) throw new Error("the settings of the test have no customer");
  const { answers = {}, bucketAccount = true } = differences;
  const entered = (key: "serverAccount" | "bucketAccount", name: string) => {
    const one: AwsAccount = account(answers, key);
    const { id } = one.settings;
    return { account: one, identity: { account: name, id, arn: `arn:aws:iam::${id}:user/deployer` } };
  };
  return {
    stack: settings.stack,
    settings,
    keys: [],
    customer,
    connection: { ...CONNECTION, ...differences.connection },
    serverRoleArn: "arn:aws:iam::111122223333:role/aspera-server",
    accounts: {
      serverAccount: entered("serverAccount", "server account"),
      ...(bucketAccount && { bucketAccount: entered("bucketAccount", "bucket account") }),
    },
    part: customerPart(held(differences.held ?? { besideServer: false })),
    signal: new AbortController().signal,
  };
}
