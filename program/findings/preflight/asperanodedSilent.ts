import { finding } from "../../../model/findings/finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
}

export const asperanodedSilent = finding<Facts>({
  code: "preflight-asperanoded-silent",
  owner: "operator",
  transient: true,
  text: ({ place }) => `asperanoded runs on ${place}, but does not answer`,
  hint: () =>
    "find out why before anything is changed, as root on the server: `systemctl status asperanoded` and `journalctl -u asperanoded`",
  meaning:
    "A changed docroot is kept only if asperanoded answers afterwards. Where a restart does not help, `pulumi up` undoes " +
    "its change and fails.",
  example: { place: "aspera.example.com:33001" },
});
