import { finding } from "../finding";

interface Facts {
  /** What is still allowed and no longer wanted, in words. */
  readonly what: readonly string[];
}

export const stillAllowed = finding<Facts>({
  code: "handover-still-allowed",
  owner: "operator",
  transient: true,
  text: ({ what }) => `trust and rights still allow what a former docroot used: ${what.join("; ")}`,
  hint: () => "`pulumi up` takes it away as soon as the new docroot is proven and in place",
  meaning:
    "A change is under way. What the running docroot uses stays allowed until its successor is proven and in place, so that " +
    "no transfer fails; the `up` after that takes it away. Nothing has to be done but that `up`.",
  example: { what: ["an earlier external ID", "old/ in acme-media: upload, download"] },
});
