import * as v from "valibot";
import { PRIVATE_KEY, privateKeyComplaint } from "./privateKey";
import { firstOf, secretText, unlike } from "./rules";
import { Secret } from "./secret";
import { filePath } from "./ssh";

/** `aspera:sshPrivateKeyFile`: path from the project's folder, `~` allowed; default: the SSH agent. */
export const sshPrivateKeyFile = filePath;

/** `aspera:sshPrivateKey`: the key itself, stored encrypted; default: the SSH agent. Refuses public keys and PKCS#8. */
export const sshPrivateKey = v.pipe(
  secretText(PRIVATE_KEY, privateKeyComplaint),
  v.transform((text) => new Secret(text)),
);

/** `aspera:sshPrivateKeyPassphrase`: stored encrypted; default: the key has none. Refuses line ends. */
export const sshPrivateKeyPassphrase = v.pipe(
  secretText(
    "the passphrase of the private key",
    firstOf(
      unlike(/^$/, "remove it if the key has no passphrase"),
      unlike(/\p{Cc}/u, "remove line ends and control characters; `pulumi config set --secret` asks for it"),
    ),
  ),
  v.transform((text) => new Secret(text)),
);
