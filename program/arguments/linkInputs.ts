import { proofEndpoints } from "../../model/docroot/storageHost";
import type { ServerConnection } from "../../model/ssh/connection";
import type { LinkInputs } from "../../provider/link/properties";
import type { Customer, Settings } from "../settings";
import { docrootPlace } from "./docrootPlace";
import { s3Access } from "./s3Access";

/** Where a link begins. */
export interface LinkStart {
  readonly connection: ServerConnection;
  /** ARN of the role that the server must carry. */
  readonly serverRoleArn: string;
}

/**
 * What our plugin is told of a customer's link, in plain text, secrets too: the same that the Link component makes of
 * `asperaLinkArgs`, for a proof that is held without the engine. A test compares the two.
 */
export function linkInputs(
  { serverAccount }: Pick<Settings, "serverAccount">,
  customer: Customer,
  { connection, serverRoleArn }: LinkStart,
): LinkInputs {
  const { transferUser, sessionName: session, nodeApi, proof } = customer;
  const { region } = serverAccount;
  const { sessionName, ...place } = docrootPlace(customer);
  const { access, vendorRights, fullAccess = false, kmsKeyArn } = s3Access(customer);
  return {
    connection,
    transferUser,
    ...place,
    ...(place.bucketRoleArn !== undefined && { sessionName, sessionNameRequired: session?.required }),
    ...{ access: [...access], vendorRights, fullAccess, kmsKeyArn },
    region,
    endpoints: proofEndpoints(region, place.storageHost, process.env),
    serverRoleArn,
    ...(nodeApi && { nodeApi: { user: nodeApi.user, password: nodeApi.password.reveal() } }),
    required: proof.required,
    wait: proof.wait,
    fullProof: proof.fullRefresh,
    widerStillAllowed: false,
  };
}
