import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly asperaRoot: string;
}

export const storageTrafficNotVisible = finding<Facts>({
  code: "server-storage-traffic-not-visible",
  owner: "operator",
  transient: false,
  unseen: true,
  text: ({ place }) => `not known whether ${place} talks to S3 over HTTPS: its s3.properties cannot be read`,
  hint: ({ asperaRoot }) =>
    `let the SSH login read it, as root on the server: \`setfacl -m u:USER:r ${asperaRoot}/etc/trapd/s3.properties\``,
  meaning:
    "The setting that makes Aspera use HTTPS to S3 is in a file that this login cannot read, or that is not there. Transfers " +
    "are not affected; whether they are encrypted up to S3 is not known.",
  example: { place: "aspera.example.com:33001", asperaRoot: "/opt/aspera" },
});
