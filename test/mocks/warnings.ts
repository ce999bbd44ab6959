import { Provider } from "@pulumi/aws/provider";
import { type Lookup, recordResources } from "./resources";

/**
 * What a check warns of, while an account answers so: the messages, as Pulumi shows them.
 * @param work gets the account's provider, `account`.
 */
export async function warned(
  lookups: Record<string, Lookup>,
  work: (provider: Provider) => Promise<void>,
): Promise<string[]> {
  await recordResources({}, lookups);
  const { warn } = console;
  const said: string[] = [];
  // Without an engine, the SDK's log goes to the console.
  console.warn = (text: string) => said.push(text.replace("warning: [runtime] ", ""));
  try {
    await work(new Provider("account", { region: "us-east-1" }));
    // A check may warn in an `apply`, after it returned.
    await new Promise((resolve) => setTimeout(resolve, 20));
  } finally {
    console.warn = warn;
  }
  return said;
}
