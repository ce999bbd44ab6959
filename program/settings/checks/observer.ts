import type { Values } from "../schema/keys";
import { needsPassphrase } from "../schema/privateKey";
import type { Refuse } from "../schema/refuse";
import type { Files } from "./files";
import { readPrivateKey } from "./privateKeyFile";

/** The login that only looks. Its key file is checked now, and read again at each login. */
export function observerOf({ server }: Values, files: Files, refuse: Refuse) {
  if (!server?.observer) return undefined;
  const { user, sshPrivateKeyFile } = server.observer;
  if (sshPrivateKeyFile === undefined) return { user };
  const key = "server.observer.sshPrivateKeyFile";
  const file = readPrivateKey(key, sshPrivateKeyFile, files, refuse);
  if (file && needsPassphrase(file.text)) {
    refuse(key, {
      expected: "a private key without a passphrase",
      got: "one with a passphrase",
      hint: "give this login, which can only look, a key of its own; or remove the file to use the main login's credentials",
    });
  }
  return { user, privateKeyFile: sshPrivateKeyFile };
}
