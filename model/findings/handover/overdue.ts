import { finding } from "../finding";

interface Facts {
  /** What is still allowed and no longer wanted, in words. */
  readonly what: readonly string[];
  /** For how long, whole days. */
  readonly days: number;
}

export const overdue = finding<Facts>({
  code: "handover-overdue",
  owner: "operator",
  transient: false,
  text: ({ what, days }) =>
    `for ${days} days trust and rights have allowed what the stack no longer wants: ${what.join("; ")}`,
  hint: () =>
    "`pulumi up` takes it away; where it does not, `pulumi preview` says why the new docroot is not proven or not in place",
  meaning:
    "A change was begun a week ago or more and never finished. Until it is, both the old and the new way into the bucket are " +
    "open, and whoever knows the old one may use it.",
  example: { what: ["an earlier external ID"], days: 9 },
});
