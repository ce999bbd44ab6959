/**
 * A question for `aws ... --query` that compares a whole policy: every member, and no other. IAM may give a list of one as a
 * single value, and lists in another order; neither counts. Every member is asked for only where it is known to be there.
 *
 * The answer is `True`. A value that must not stand in an argument, where other users of the machine read it, is left out of
 * the question: the answer is then `=` and the value that is there in its place, joined by `|` where there are several.
 * @param document the policy as it should be.
 * @param hidden what stands in it for the value that is left out.
 */
export function policyQuery(document: object, hidden?: string): string {
  const tests: string[] = [];
  const left: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value) && value.some((item) => typeof item === "object")) {
      tests.push(`type(${path}) == ${literal("array")}`, `length(${path}) == ${literal(value.length)}`);
      value.forEach((item, at) => {
        visit(item, `${path}[${at}]`);
      });
    } else if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      const keys = Object.keys(value).sort();
      tests.push(`type(${path}) == ${literal("object")}`, `sort(keys(${path})) == ${literal(keys)}`);
      for (const key of keys)
        visit((value as Record<string, unknown>)[key], path === "@" ? quoted(key) : `${path}.${quoted(key)}`);
    } else if (hidden !== undefined && [value].flat().includes(hidden)) {
      left.push(`join(${literal("|")}, [${path}][])`);
    } else {
      tests.push(`sort([${path}][]) == ${literal([value].flat().sort())}`);
    }
  };
  visit(document, "@");
  const values = left.length > 0 ? [`join(${literal("")}, [${literal("=")}, ${left.join(", ")}])`] : [];
  return [...tests, ...values].join(" &&\n  ");
}

/** A JSON literal; a backtick ends one (JMESPath specification, "Literal Expressions"). */
function literal(value: unknown): string {
  return `\`${JSON.stringify(value).replaceAll("`", "\\`")}\``;
}

/** A member's name, of whatever characters. */
function quoted(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}
