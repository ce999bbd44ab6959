import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly transferUser: string;
  readonly asperaRoot: string;
  /** Client address for which it counts. */
  readonly peerIp: string;
  /** As the agent masks it; empty when it opens the whole file system. */
  readonly docroot: string;
}

export const conditional = finding<Facts>({
  code: "docroot-conditional",
  owner: "operator",
  transient: false,
  text: ({ place, transferUser, peerIp, docroot }) =>
    `for clients at ${peerIp}, transfer user ${transferUser} on ${place} has another docroot: ` +
    `${docroot === "" ? "(none), the whole file system" : docroot}`,
  hint: ({ transferUser, asperaRoot, peerIp }) =>
    "see to it with `pulumi up` that the user has a docroot for every client, then remove the whole " +
    `\`<absolute peer_ip="${peerIp}">\` of user ${transferUser} from ${asperaRoot}/etc/aspera.conf, check the file with ` +
    `\`${asperaRoot}/bin/asuserdata -v\`, and restart asperanoded`,
  meaning:
    "A docroot with `peer_ip` counts for clients at that address alone and is never the docroot that a stack sets. Files of " +
    "those clients go elsewhere, and neither the proof of the link nor the docroot that is shown says anything about them.",
  example: {
    place: "aspera.example.com:33001",
    transferUser: "acme",
    asperaRoot: "/opt/aspera",
    peerIp: "10.0.0.7",
    docroot: "s3://(masked)@s3.amazonaws.com/old-bucket",
  },
});
