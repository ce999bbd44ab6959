import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly instanceId: string;
}

export const hostKeyNotPrinted = finding<Facts>({
  code: "launch-host-key-not-printed",
  owner: "operator",
  transient: true,
  unseen: true,
  text: ({ instanceId }) => `no host key fingerprints in the console output of ${instanceId}`,
  hint: () =>
    "a new instance prints them within minutes, so try again; if its image prints none, run `ssh-keygen -lf " +
    "/etc/ssh/ssh_host_ed25519_key.pub` on it over another way in, such as the EC2 serial console, and compare by hand",
  meaning:
    "Only the instance itself can write to its console. Without its fingerprints, nothing tells its key from an impostor's.",
  example: { instanceId: "i-0123456789abcdef0" },
});
