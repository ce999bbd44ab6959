import type { AwsAccount } from "./account";
import type { Look } from "./bucketGuards";
import { reasonOf } from "./reason";

/**
 * The policy of a KMS key as JSON text, or why it cannot be read: only the account that holds a key may ask for it. Never
 * throws. @param key id, ARN or alias.
 */
export async function keyPolicy(account: Pick<AwsAccount, "kms">, key: string): Promise<Look<string>> {
  try {
    const { DescribeKeyCommand, GetKeyPolicyCommand } = await import("@aws-sdk/client-kms");
    const kms = await account.kms();
    // GetKeyPolicy takes no alias.
    const KeyId = /(^|:)alias\//.test(key)
      ? (await kms.send(new DescribeKeyCommand({ KeyId: key }))).KeyMetadata?.KeyId
      : key;
    const { Policy = "" } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }));
    return { seen: Policy };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}
