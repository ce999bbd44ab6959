import { shellWord } from "../../text/shellWord";
import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly asperaRoot: string;
  /** `user bob`, `group media`, `everybody`. */
  readonly writers: readonly string[];
  /** `0664`. */
  readonly mode: string;
}

export const asperaConfWritable = finding<Facts>({
  code: "server-aspera-conf-writable",
  owner: "operator",
  transient: false,
  text: ({ place, writers, mode }) =>
    `others than root may write to aspera.conf on ${place}: ${writers.join(", ")} (its mode is ${mode})`,
  hint: ({ asperaRoot, writers }) => {
    const file = shellWord(`${asperaRoot}/etc/aspera.conf`);
    const owned = writers.some((who) => who.startsWith("user "));
    const commands = [`chmod go-w ${file}`, ...(owned ? [`chown root ${file}`] : [])];
    return (
      `as root on the server: \`${commands.join(" && ")}\`` +
      (owned
        ? "; where IBM Aspera Console manages this server, the file is its login's, and may stay so"
        : "")
    );
  },
  meaning:
    "Whoever can write to aspera.conf sends every customer's files where he likes, and gives himself their folders. The " +
    "installer leaves the file to root alone, readable for all.",
  example: {
    place: "aspera.example.com:33001",
    asperaRoot: "/opt/aspera",
    writers: ["user bob", "group media"],
    mode: "0664",
  },
});
