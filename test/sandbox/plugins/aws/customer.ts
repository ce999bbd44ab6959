import { profileClients } from "../../../../sandbox/accounts";
import { type FakeEngine, fakeEngine } from "../../../provider/protocol/fakeEngine";
import { type TestAccounts, testAccounts } from "../../accounts/testAccounts";
import { PluginProcess } from "../pluginProcess";

/** A configured aws stand-in, and clients that act behind its back. */
export interface Customer {
  readonly accounts: TestAccounts;
  readonly plugin: PluginProcess;
  /** What the plugin shows to the person who runs Pulumi. */
  readonly engine: FakeEngine;
  readonly clients: ReturnType<typeof profileClients>;
  /** Ends plugin, engine and accounts. */
  stop(): Promise<void>;
}

const ACCOUNT: Readonly<Record<string, string>> = { operator: "111122223333", acme: "444455556666" };

/** Starts accounts of its own, and the plugin as the engine does for one provider of the program. */
export async function customer(profile: "operator" | "acme"): Promise<Customer> {
  const accounts = await testAccounts();
  const engine = await fakeEngine();
  const plugin = await PluginProcess.start("aws", accounts.environment, engine.address);
  await plugin.configure("aws", {
    region: "us-east-1",
    profile,
    allowedAccountIds: JSON.stringify([ACCOUNT[profile]]),
    defaultTags: JSON.stringify({ tags: { environment: "test" } }),
    skipCredentialsValidation: "false",
    skipRegionValidation: "true",
  });
  const stop = async () => {
    plugin.stop();
    engine.stop();
    await accounts.stop();
  };
  return { accounts, plugin, engine, clients: profileClients({ ...accounts, profile }), stop };
}

/** A trust for EC2, as our program writes it. */
export const EC2_TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

/** A right to read one bucket's objects. */
export const READ_MEDIA = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-media/*" }],
};
