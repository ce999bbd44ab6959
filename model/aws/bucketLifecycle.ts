/** A rule of a bucket's lifecycle, as far as it is read here; S3's own names. */
export interface LifecycleRule {
  readonly ID?: string;
  readonly Status?: string;
  /** The prefix of rules in the older form. */
  readonly Prefix?: string;
  readonly Filter?: { readonly Prefix?: string; readonly And?: { readonly Prefix?: string } };
  readonly Expiration?: { readonly Days?: number; readonly Date?: Date };
}

/**
 * The rules that delete objects below a prefix, in words: `clean-up: below incoming/old/ after 30 days`. What only ends
 * uploads or removes older versions is none of them.
 * @param prefix empty for the whole bucket, else ending with a slash.
 */
export function deletingRules(rules: readonly LifecycleRule[], prefix: string): string[] {
  return rules.flatMap(({ ID = "a rule without a name", Status, Prefix, Filter, Expiration }) => {
    const below = Filter?.Prefix ?? Filter?.And?.Prefix ?? Prefix ?? "";
    const when = Expiration && whenOf(Expiration);
    if (Status !== "Enabled" || !when || !(below.startsWith(prefix) || prefix.startsWith(below))) return [];
    return [`${ID}: ${below === "" ? "everywhere" : `below ${below}`} ${when}`];
  });
}

function whenOf({ Days, Date: date }: NonNullable<LifecycleRule["Expiration"]>): string | undefined {
  if (Days !== undefined) return `after ${Days} ${Days === 1 ? "day" : "days"}`;
  return date && `on ${date.toISOString().slice(0, 10)}`;
}
