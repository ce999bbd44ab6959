import { type HostKey, type HostKeyVerdict, parseHostKey } from "../server/hostKey";
import { findHostKey } from "../server/knownHosts";
import { type Files, readLocalFile } from "./files";
import type { Values } from "./keys";
import { privateKeyComplaint } from "./privateKey";
import type { Refuse } from "./refuse";
import { Secret } from "./secret";
import type { SshLogin } from "./types";

type ServerValue = NonNullable<Values["server"]>;

/** The one host key of the server: as given, or from the known-hosts file. */
export function hostKeyOf(server: ServerValue, files: Files, refuse: Refuse): HostKey | undefined {
  const { host, port, hostKey, knownHostsFile, allowRsaHostKey } = server;
  if (hostKey !== undefined)
    return accept("server.hostKey", parseHostKey(hostKey, allowRsaHostKey), hostKey, refuse);
  const file = readLocalFile(knownHostsFile ?? "", files);
  if ("text" in file) {
    return accept(
      "server.knownHostsFile",
      findHostKey(file.text, host, port, allowRsaHostKey),
      file.path,
      refuse,
    );
  }
  const hint = `make it with \`ssh-keyscan -p ${port} ${host} > FILE\`, and compare the keys with the instance's console output`;
  refuse("server.knownHostsFile", {
    expected: `a known-hosts file at ${file.path}`,
    got: file.trouble,
    hint,
  });
  return undefined;
}

function accept(key: string, verdict: HostKeyVerdict, value: string, refuse: Refuse): HostKey | undefined {
  if ("key" in verdict) return verdict.key;
  refuse(key, verdict.problem, value);
  return undefined;
}

/** How Pulumi logs in. A key by value was checked when it was read. */
export function sshLoginOf(values: Values, files: Files, refuse: Refuse): SshLogin | undefined {
  const { sshPrivateKey, sshPrivateKeyFile } = values;
  if (sshPrivateKey !== undefined && sshPrivateKeyFile !== undefined) {
    refuse("sshPrivateKeyFile", {
      expected: "one private key",
      got: "sshPrivateKey as well",
      hint: "leave one out",
    });
    return undefined;
  }
  if (sshPrivateKey !== undefined) return { from: "setting", privateKey: new Secret(sshPrivateKey) };
  if (sshPrivateKeyFile === undefined) return { from: "agent" };
  const file = readLocalFile(sshPrivateKeyFile, files);
  if (!("text" in file)) {
    const hint = "correct the path, or leave it out to use the SSH agent";
    refuse("sshPrivateKeyFile", { expected: `a private key at ${file.path}`, got: file.trouble, hint });
    return undefined;
  }
  const complaint = privateKeyComplaint(file.text);
  if (complaint !== undefined) {
    refuse("sshPrivateKeyFile", complaint);
    return undefined;
  }
  return { from: "file", file: file.path, asWritten: sshPrivateKeyFile, privateKey: new Secret(file.text) };
}
