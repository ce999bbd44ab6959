import { finding } from "../../../model/findings/finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  /** `stopped`, or `answers, restart pending`. */
  readonly state: string;
}

export const asperanodedStopped = finding<Facts>({
  code: "preflight-asperanoded-stopped",
  owner: "operator",
  transient: false,
  text({ place, state }) {
    return state === "stopped"
      ? `asperanoded is stopped on ${place}; \`pulumi up\` starts it`
      : `asperanoded on ${place} waits for a restart; \`pulumi up\` restarts it`;
  },
  hint: () => "if somebody did that on purpose, ask them before you run `pulumi up`",
  meaning:
    "Whoever stopped it, put off its restart or changed aspera.conf since its start, `pulumi up` leaves it running with what the " +
    "file says. A restart ends the Node API's running requests.",
  example: { place: "aspera.example.com:33001", state: "stopped" },
});
