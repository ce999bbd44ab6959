import { OPERATIONS } from "../../../model/access/s3Permissions";
import { awsEndpoints } from "../../../model/aws/endpoints";
import { bucketRoleArn } from "../../../program/arguments/bucketRoleArn";
import { docrootPlace } from "../../../program/arguments/docrootPlace";
import { prove } from "../../../provider/link/prove";
import type { Ending } from "./ending";
import { type Death, deathOf } from "./linkDead";

/** Seconds between two proofs. */
const BETWEEN = 4;

/** Has the server try the link once, with its own credentials. */
export async function askTheServer({
  settings,
  customer,
  connection,
  serverRoleArn,
}: Ending): Promise<Death> {
  const { bucket, transferUser, proof } = customer;
  const { wrong } = await prove(
    {
      connection,
      transferUser,
      ...docrootPlace(customer),
      access: [...bucket.access],
      fullAccess: bucket.fullAccess,
      region: settings.serverAccount.region,
      endpoints: awsEndpoints(settings.serverAccount.region, process.env),
      serverRoleArn,
      required: proof.required,
      wait: proof.wait,
      fullProof: proof.fullRefresh,
      // What lies outside of the prefix is no question here: the bucket is to be out of reach as a whole.
      widerStillAllowed: true,
    },
    { refusals: false, ownObject: false },
  );
  const access = bucket.fullAccess ? OPERATIONS : bucket.access;
  return deathOf(wrong, { access, assumes: bucketRoleArn(customer) !== undefined });
}

/** The same until the link does not stand: IAM's changes take a while to spread. At most the time that an `up` waits. */
export async function askUntilDead(ending: Ending): Promise<Death> {
  const end = Date.now() + ending.customer.proof.wait * 1000;
  for (;;) {
    const death = await askTheServer(ending);
    if (death.outcome !== "stands" || Date.now() + BETWEEN * 1000 > end) return death;
    ending.signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, BETWEEN * 1000));
  }
}
