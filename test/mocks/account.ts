process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true"; // as in program/aws/account.ts

import { EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import type { AwsAccount } from "../../program/aws/account";
import type { AccountKey } from "../../program/aws/credentials";

/** Answers an operation, such as `HeadBucket`, by its input; throws where AWS would refuse. */
export type Answers = Readonly<Record<string, (input: Record<string, unknown>) => object>>;

/** The account ids and profiles of CUSTOMER in test/program/settings/stack.ts. */
const ACCOUNTS = {
  serverAccount: { id: "111122223333", region: "us-east-1", profile: "operator" },
  bucketAccount: { id: "444455556666", region: "us-east-1", profile: "acme" },
} as const;

/**
 * An account of AWS that answers so; an operation without an answer fails the test. Whoever asks is who was meant, unless
 * `GetCallerIdentity` says otherwise.
 */
export function account(answers: Answers, key: AccountKey = "serverAccount"): AwsAccount {
  const settings = ACCOUNTS[key];
  const all: Answers = {
    GetCallerIdentity: () => ({ Account: settings.id, Arn: `arn:aws:iam::${settings.id}:user/deployer` }),
    ...answers,
  };
  const send = async (command: { constructor: { name: string }; input: Record<string, unknown> }) => {
    const operation = command.constructor.name.replace(/Command$/, "");
    const answer = all[operation];
    if (!answer) throw new Error(`the test has no answer for ${operation}`);
    return answer(command.input);
  };
  const client = <Client>(made: Client) => Promise.resolve(Object.assign(made as object, { send }) as Client);
  const { region } = settings;
  return {
    key,
    settings,
    iam: () => client(new IAMClient({ region })),
    ec2: () => client(new EC2Client({ region })),
    s3: () => client(new S3Client({ region })),
    kms: () => client(new KMSClient({ region })),
    sts: () => client(new STSClient({ region })),
  };
}

/** An error as the AWS SDK throws it. */
export function refused(name: string, status = 400, headers: Record<string, string> = {}): Error {
  return Object.assign(new Error(`${name}: no`), {
    name,
    $metadata: { httpStatusCode: status },
    $response: { headers },
  });
}

/** An operation that AWS refuses. */
export function refusing(...how: Parameters<typeof refused>): () => never {
  return () => {
    throw refused(...how);
  };
}
