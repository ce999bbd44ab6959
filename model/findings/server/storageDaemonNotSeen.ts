import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
}

export const storageDaemonNotSeen = finding<Facts>({
  code: "server-storage-daemon-not-seen",
  owner: "operator",
  transient: false,
  unseen: true,
  text: ({ place }) =>
    `not known what connects Aspera to S3 on ${place}: no asperatrapd runs, and from 4.4 on it may do without`,
  hint: () =>
    "make a test transfer to the bucket; with a node user (nodeApi) every proof lists it through Aspera",
  meaning:
    "Since 4.4 a library of Aspera's own may reach S3, without the daemon asperatrapd. Its absence is no fault there, and " +
    "its presence no proof; whether transfers reach S3 through Aspera is not known from this.",
  example: { place: "aspera.example.com:33001" },
});
