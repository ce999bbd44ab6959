import { finding } from "../../../model/findings/finding";

/** The docroot points to a host that is not S3 of the server's region. */
export const docrootHostElsewhere = finding<{ readonly host: string; readonly region: string }>({
  code: "settings-docroot-host-elsewhere",
  owner: "operator",
  transient: false,
  text: ({ host, region }) => `the docroot leads to ${host}, which is not S3 of ${region}`,
  hint: () => "correct aspera:docrootHost or aspera:docrootTemplate, or test a transfer through that host",
  meaning:
    "The proof asks S3 of the server's region, so it cannot show what this host answers. Transfers may fail although the link is proven.",
  example: { host: "s3.example.com", region: "us-east-1" },
});
