import { listed } from "../../model/access/readStatements";

/**
 * The accounts that a provider of AWS accepts, by its `allowedAccountIds`; none where it takes any.
 * @param inputs the provider's, where the engine has lists as JSON text.
 */
export function allowedAccounts(inputs: Readonly<Record<string, unknown>> = {}): string[] {
  const { allowedAccountIds: given } = inputs;
  return listed(typeof given === "string" ? parsed(given) : given).map(String);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
