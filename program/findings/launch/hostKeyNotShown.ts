import { finding } from "../../../model/findings/finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
}

export const hostKeyNotShown = finding<Facts>({
  code: "launch-host-key-not-shown",
  owner: "operator",
  transient: false,
  text: ({ place }) => `${place} has neither an ed25519 nor an ecdsa host key`,
  hint: () => "as root on the server: `ssh-keygen -A`, name the key in sshd_config, and restart sshd",
  meaning:
    "An RSA key is not pinned unasked: OpenSSH 8.8 and later refuse the signatures that it is verified with.",
  example: { place: "203.0.113.7:33001" },
});
