import { type HostKeyVerdict, parseHostKey } from "../../../model/ssh/hostKey";
import { findHostKey } from "../../../model/ssh/knownHosts";
import type { Values } from "../schema/keys";
import type { Refuse } from "../schema/refuse";
import { type Files, readLocalFile } from "./files";

type ServerValue = NonNullable<Values["server"]>;

/** The server's one host key, given or taken from the known-hosts file; undefined when it is refused or not known yet. */
export function hostKeyOf(server: ServerValue, files: Files, refuse: Refuse): string | undefined {
  const { host, port, hostKey, knownHostsFile, allowRsaHostKey } = server;
  if (hostKey !== undefined)
    return accept("server.hostKey", parseHostKey(hostKey, allowRsaHostKey), hostKey, refuse);
  // Only a server that is yet to be launched; schema/server.ts refuses any other without a key.
  if (knownHostsFile === undefined || host === undefined) return undefined;
  const key = "server.knownHostsFile";
  const file = readLocalFile(knownHostsFile, files);
  if ("text" in file)
    return accept(key, findHostKey(file.text, host, port, allowRsaHostKey), file.path, refuse);
  refuse(key, {
    expected: `a known-hosts file at ${file.path}`,
    got: file.trouble,
    hint: `create it with \`ssh-keyscan -p ${port} ${host} > FILE\`, and compare the keys with the instance's console output`,
  });
  return undefined;
}

/** The jump host with its host key, which may not be RSA; undefined when there is none or its key is refused. */
export function proxyOf({ proxy }: ServerValue, refuse: Refuse): ServerValue["proxy"] {
  if (!proxy) return undefined;
  const hostKey = accept("server.proxy.hostKey", parseHostKey(proxy.hostKey, false), proxy.hostKey, refuse);
  return hostKey === undefined ? undefined : { ...proxy, hostKey };
}

/** True while a stack that must log in to the server it launches has no host key to trust. */
export function awaitsHostKey({ server, bucket }: Values, hostKey: string | undefined): boolean {
  const logsIn = bucket !== undefined || server?.upgrade !== undefined;
  return server?.instance !== undefined && logsIn && hostKey === undefined;
}

function accept(key: string, verdict: HostKeyVerdict, value: string, refuse: Refuse): string | undefined {
  if ("key" in verdict) return verdict.key.text;
  refuse(key, verdict.problem, value);
  return undefined;
}
