import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly asperaRoot: string;
  /** `stopped`, `disabled` or `not installed`. */
  readonly state: string;
}

const START = "`/etc/init.d/asperatrapd start`";

export const asperatrapdDown = finding<Facts>({
  code: "server-asperatrapd-down",
  owner: "operator",
  transient: false,
  text: ({ place, state }) => `asperatrapd, which connects Aspera to S3, is ${state} on ${place}`,
  hint({ asperaRoot, state }) {
    if (state === "stopped") return `as root on the server: ${START}`;
    if (state === "disabled") {
      return (
        `as root on the server: \`${asperaRoot}/bin/astrap-config.sh enable\`, then ${START}; on RHEL 8 ` +
        "and newer, first `dnf install initscripts chkconfig`"
      );
    }
    return "check that the product is High-Speed Transfer Server or Aspera On Demand";
  },
  meaning:
    "Aspera's object storage daemon does not run, so no transfer of any customer reaches S3; transfers to local disks work. " +
    "It comes disabled with a plain Transfer Server, and enabled on Aspera's images.",
  example: { place: "aspera.example.com:33001", asperaRoot: "/opt/aspera", state: "disabled" },
});
