import type { KeyName, Values } from "../schema/keys";
import { needsPassphrase } from "../schema/privateKey";
import type { Refuse } from "../schema/refuse";
import { Secret } from "../schema/secret";
import type { Files } from "./files";
import { readPrivateKey } from "./privateKeyFile";

/** How Pulumi logs in: with a key from a file, a key by value, or the SSH agent. */
export type SshLogin =
  | {
      readonly from: "file";
      /** Absolute path on this machine. */
      readonly file: string;
      /** The path as the stack has it, `~` included: the same for everyone who runs the stack. */
      readonly asWritten: string;
      readonly privateKey: Secret<string>;
      /** What the key is encrypted with. */
      readonly passphrase?: Secret<string>;
    }
  | { readonly from: "setting"; readonly privateKey: Secret<string>; readonly passphrase?: Secret<string> }
  | { readonly from: "agent" };

/**
 * How Pulumi logs in; undefined when that is refused.
 * @param present the keys that the stack sets, including those whose value was refused.
 */
export function sshLoginOf(
  present: ReadonlySet<KeyName>,
  values: Values,
  files: Files,
  refuse: Refuse,
): SshLogin | undefined {
  const { sshPrivateKey, sshPrivateKeyFile } = values;
  if (sshPrivateKey && sshPrivateKeyFile !== undefined) {
    refuse("sshPrivateKeyFile", BOTH_KEYS);
    return undefined;
  }
  if (sshPrivateKey) {
    const passphrase = passphraseOf("sshPrivateKey", sshPrivateKey.reveal(), values, refuse);
    return { from: "setting", privateKey: sshPrivateKey, passphrase };
  }
  if (sshPrivateKeyFile !== undefined) {
    const file = readPrivateKey("sshPrivateKeyFile", sshPrivateKeyFile, files, refuse);
    if (!file) return undefined;
    const passphrase = passphraseOf("sshPrivateKeyFile", file.text, values, refuse);
    const privateKey = new Secret(file.text);
    return { from: "file", file: file.path, asWritten: sshPrivateKeyFile, privateKey, passphrase };
  }
  if (present.has("sshPrivateKey") || present.has("sshPrivateKeyFile")) return undefined;
  if (values.sshPrivateKeyPassphrase) refuse("sshPrivateKeyPassphrase", NO_KEY);
  return { from: "agent" };
}

/** An encrypted key needs the passphrase; any other must not have one, since the command plugin refuses that. */
function passphraseOf(
  key: string,
  privateKey: string,
  { sshPrivateKeyPassphrase: passphrase }: Values,
  refuse: Refuse,
): Secret<string> | undefined {
  const encrypted = needsPassphrase(privateKey);
  if (encrypted && !passphrase) refuse(key, NO_PASSPHRASE);
  if (!encrypted && passphrase) refuse("sshPrivateKeyPassphrase", NEEDLESS_PASSPHRASE);
  return passphrase;
}

const BOTH_KEYS = {
  expected: "one private key",
  got: "sshPrivateKey as well",
  hint: "remove one of them",
};

const NO_PASSPHRASE = {
  expected: "a private key with its passphrase",
  got: "an encrypted key alone",
  hint:
    "load the key into the SSH agent with `ssh-add` and remove it from the settings; " +
    "or run `pulumi config set --secret aspera:sshPrivateKeyPassphrase`, which asks for the passphrase",
};

const NEEDLESS_PASSPHRASE = {
  expected: "an encrypted private key to go with the passphrase",
  got: "an unencrypted key",
  hint: "remove the passphrase",
};

const NO_KEY = {
  expected: "a private key to go with the passphrase",
  got: "none",
  hint: "set aspera:sshPrivateKeyFile, or remove the passphrase; the SSH agent needs none",
};
