interface Statement {
  Effect?: string;
  Principal?: "*" | Record<string, string | string[]>;
  Action?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

const list = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** Only the date window of IBM's one-account article is supported; any other condition counts as not met. */
function holds(condition: Statement["Condition"], now: Date): boolean {
  return Object.entries(condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      if (key.toLowerCase() !== "aws:currenttime") return false;
      return list(values).some((value) => {
        if (operator === "DateGreaterThan") return now.getTime() > Date.parse(value);
        if (operator === "DateGreaterThanEquals") return now.getTime() >= Date.parse(value);
        if (operator === "DateLessThan") return now.getTime() < Date.parse(value);
        if (operator === "DateLessThanEquals") return now.getTime() <= Date.parse(value);
        return false;
      });
    }),
  );
}

/**
 * Whether a role's trust lets EC2 assume it, so that an instance can have it.
 * @param document the trust policy as JSON; other text trusts nobody
 */
export function trustsEc2(document: string, now: Date = new Date()): boolean {
  let statements: Statement[];
  try {
    statements = list(JSON.parse(document).Statement);
  } catch {
    return false;
  }
  const about = statements.filter(({ Principal, Action }) => {
    const services = typeof Principal === "object" ? list(Principal.Service) : [];
    const named = services.some((service) => /^ec2\.amazonaws\.com(\.cn)?$/.test(service));
    return named && list(Action).some((action) => /^(sts:(AssumeRole|\*)|\*)$/i.test(action));
  });
  const matching = about.filter(({ Condition }) => holds(Condition, now));
  return matching.some((s) => s.Effect === "Allow") && !matching.some((s) => s.Effect === "Deny");
}
