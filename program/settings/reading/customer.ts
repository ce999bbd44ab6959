import { defaultStorageHost } from "../../../model/docroot/storageHost";
import type { SshLogin } from "../checks/sshLogin";
import type { CheckedValues } from "../schema/keys";
import type { BucketRoleSettings } from "../schema/roles";
import type { Secret } from "../schema/secret";
import type { ServerSettings } from "./server";

/** What a customer's stack adds to the server. */
export type Customer = Readonly<NonNullable<ReturnType<typeof customerOf>>>;

/** A customer whose bucket is in an account of its own: a role there trusts the server, with an external ID. */
export type TwoAccountCustomer = Customer & {
  readonly bucketRole: BucketRoleSettings;
  readonly externalId: Secret<string>;
};

/** True when bucket and server are in two accounts, as in IBM's article on external IDs; otherwise they share one. */
export function spansTwoAccounts(customer: Customer): customer is TwoAccountCustomer {
  return customer.bucketRole !== undefined;
}

/** The customer's part; undefined in a stack that makes only the server's. */
export function customerOf(values: CheckedValues, server: ServerSettings, ssh: SshLogin) {
  const {
    bucketAccount = values.serverAccount,
    bucketRole,
    bucket,
    externalId,
    transferUser,
    previousExternalIds,
  } = values;
  if (!bucket || !transferUser) return undefined;
  return {
    /** Account of the bucket; with one account, the server account. */
    bucketAccount,
    /** Undefined with one account. */
    bucketRole,
    bucket,
    /** What the server role presents to assume the bucket role; undefined with one account. */
    externalId,
    /** Trusted besides, as long as they are named; undefined for none. */
    previousExternalIds,
    /** Name of the sessions in which Aspera uses the bucket role; undefined: Aspera's own choice, and with one account. */
    sessionName: values.sessionName,
    transferUser,
    server,
    ssh,
    docroot: {
      /** Undefined: the default of model/docroot/uri.ts. */
      template: values.docrootTemplate,
      host: values.docrootHost ?? defaultStorageHost(values.serverAccount.region),
      takeOver: values.takeOver,
    },
    restart: values.restart,
    proof: {
      /** False lets an `up` go on although the link does not work. */
      required: values.prove.mode === "required",
      /** Seconds that an `up` waits for the link to work. */
      wait: values.prove.longestWait,
      /** True tests what must be refused in every preview as well. */
      fullRefresh: values.proof === "full",
    },
    /** The node user that lists the docroot through Aspera; undefined: not asked. */
    nodeApi: values.nodeApi,
    createTransferUserEntry: values.createTransferUserEntry,
    /** True where Shares, Faspex, Aspera on Cloud or the Node API start the transfers. */
    transferTokens: values.transferTokens,
  };
}
