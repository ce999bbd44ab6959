import { finding } from "../../../model/findings/finding";

/** The trust holds external IDs because the settings name them. */
export const previousExternalIds = finding<{ readonly count: number }>({
  code: "settings-previous-external-ids",
  owner: "operator",
  transient: false,
  text: ({ count }) =>
    `the trust of the bucket role holds ${count} more external ID${count === 1 ? "" : "s"}, since aspera:previousExternalIds is set`,
  hint: () =>
    "once nobody presents them any more: `pulumi config rm aspera:previousExternalIds`, then `pulumi up`",
  meaning:
    "A stack remembers the external ID before the present one by itself, and takes it away when the new docroot is in place. " +
    "IDs that a person names stay trusted until the person takes them out.",
  example: { count: 1 },
});
