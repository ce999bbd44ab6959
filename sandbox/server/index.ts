/*
 * The sandbox's server: a stand-in for an EC2 instance with IBM Aspera. SSH, the metadata endpoint and asperanoded are
 * processes on 127.0.0.1; everything else is files and programs in a private folder.
 */
export { ed25519KeyPair, hostKeyOf } from "./folder/keys";
export type { HostPorts } from "./host/settings";
export type { Entry } from "./host/storage/storage";
export { KeptAscp } from "./keptAscp";
export { asperaRoot } from "./layout";
export { type ServerOptions, startServer } from "./start";
export { restartCount, type ServerStatus, serverStatus, stopServer } from "./stop";
export { TransferFailed, type TransferOptions, transfer } from "./transfer";
