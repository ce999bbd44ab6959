import { OPERATIONS } from "../../../model/access/s3Permissions";
import { bucketRoleArn } from "../../../program/arguments/bucketRoleArn";
import { linkInputs } from "../../../program/arguments/linkInputs";
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
  const { bucket } = customer;
  // Aspera itself is not asked: the docroot is closed, and what counts is whether AWS lets the server in.
  const { nodeApi: _, ...link } = linkInputs(settings, customer, { connection, serverRoleArn });
  // Nor what lies outside of the prefix: the bucket is to be out of reach as a whole.
  const { wrong } = await prove({ ...link, widerStillAllowed: true }, { refusals: false, ownObject: false });
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
