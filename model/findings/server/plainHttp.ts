import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly asperaRoot: string;
}

export const plainHttp = finding<Facts>({
  code: "server-plain-http",
  owner: "operator",
  transient: false,
  text: ({ place }) => `asperatrapd on ${place} talks to S3 over plain HTTP`,
  hint: ({ asperaRoot }) =>
    `set \`s3service.https-only=true\` in ${asperaRoot}/etc/trapd/s3.properties, then, while no transfer runs, as root: ` +
    "`/etc/init.d/asperatrapd restart`",
  meaning:
    "This is Aspera's default: files travel unencrypted between server and S3, and buckets whose policy demands " +
    "aws:SecureTransport refuse every transfer.",
  example: { place: "aspera.example.com:33001", asperaRoot: "/opt/aspera" },
});
