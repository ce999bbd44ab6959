import { finding } from "../finding";

interface Facts {
  /** Seconds that the server's clock is ahead of AWS's; negative when it is behind. */
  readonly skew: number;
}

export const clockOff = finding<Facts>({
  code: "link-clock-off",
  owner: "operator",
  transient: false,
  text: ({ skew }) => `the server's clock is ${Math.abs(skew)} s ${skew < 0 ? "slow" : "fast"}`,
  hint: () =>
    "set the clock and keep it right, as root on the server: `systemctl enable --now chronyd && chronyc makestep`; " +
    "older systems: `service ntpd stop; ntpd -gq; service ntpd start`",
  meaning:
    "AWS refuses requests that are signed more than five minutes off, with errors that look like wrong credentials. Every " +
    "customer's transfers to S3 fail.",
  example: { skew: -400 },
});
