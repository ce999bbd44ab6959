import { finding } from "../../../model/findings/finding";

/** The trust window of the server role closes soon. */
export const trustWindowEnds = finding<{ readonly notAfter: string; readonly days: number }>({
  code: "settings-trust-window-ends",
  owner: "operator",
  transient: false,
  text: ({ notAfter, days }) => `aspera:serverRole.trustWindow ends ${remaining(days)}, at ${notAfter}`,
  hint: () => "move `notAfter`, or remove it",
  meaning: "When the window closes, the server gets no more credentials and all of its transfers stop.",
  example: { notAfter: "2033-02-18T13:00:00Z", days: 10 },
});

function remaining(days: number): string {
  if (days === 0) return "within a day";
  return `in ${days} ${days === 1 ? "day" : "days"}`;
}
