import type { AwsAccount } from "./account";
import { saysMissing } from "./reason";

type Iam = Pick<AwsAccount, "iam">;

/** An inline policy. */
export interface InlinePolicy {
  readonly name: string;
  /** As it was written; undefined when it may not be read. */
  readonly document?: string;
}

/** Names of a role's inline policies; none when there is no such role. @throws what AWS said, when they cannot be listed. */
export async function inlineNames(account: Iam, RoleName: string): Promise<string[]> {
  const { paginateListRolePolicies } = await import("@aws-sdk/client-iam");
  const client = await account.iam();
  return listed(paginateListRolePolicies({ client }, { RoleName }), (page) => page.PolicyNames);
}

/** ARNs of the managed policies that a role carries; else as `inlineNames`. */
export async function attachedArns(account: Iam, RoleName: string): Promise<string[]> {
  const { paginateListAttachedRolePolicies } = await import("@aws-sdk/client-iam");
  const client = await account.iam();
  const attached = await listed(
    paginateListAttachedRolePolicies({ client }, { RoleName }),
    (page) => page.AttachedPolicies,
  );
  return attached.map(({ PolicyArn = "" }) => PolicyArn);
}

/** The text of an inline policy; undefined when it has gone meanwhile. @throws what AWS said, when it cannot be read. */
export async function inlineDocument(
  account: Iam,
  RoleName: string,
  PolicyName: string,
): Promise<string | undefined> {
  try {
    const { GetRolePolicyCommand } = await import("@aws-sdk/client-iam");
    const { PolicyDocument = "" } = await (await account.iam()).send(
      new GetRolePolicyCommand({ RoleName, PolicyName }),
    );
    return decodeURIComponent(PolicyDocument);
  } catch (error) {
    if (saysMissing(error)) return undefined;
    throw error;
  }
}

/** A whole list, page by page. */
async function listed<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  try {
    for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  } catch (error) {
    if (saysMissing(error)) return [];
    throw error;
  }
  return items;
}
